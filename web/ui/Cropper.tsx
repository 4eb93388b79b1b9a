import { useId, useState } from 'react'
import EasyCrop, { type Area, type Point } from 'react-easy-crop'
import 'react-easy-crop/react-easy-crop.css'
import styles from './Cropper.module.css'
import { IconButton } from './IconButton.tsx'
import { ZoomInIcon, ZoomOutIcon } from './icons.ts'

export type CropperProps = {
  /** An address of this page. */
  src: string
  /** What one does here, and with which keys. */
  label: string
  hint: string
  zoomLabel: string
  zoomInLabel: string
  zoomOutLabel: string
  /** The square that is in the frame, in dots of the picture. */
  onChange: (square: { x: number; y: number; side: number }) => void
  onFailed: () => void
}

const MAX_ZOOM = 4
const STEP = 0.25
const KEY_PX = 8

/** A square cut out of a picture, moved and made larger by pointer, wheel, two fingers, arrow keys and a slider. */
export function Cropper(props: CropperProps) {
  const { src, label, hint, zoomLabel, zoomInLabel, zoomOutLabel, onChange, onFailed } = props
  const id = useId()
  const [crop, setCrop] = useState<Point>({ x: 0, y: 0 })
  const [zoom, setZoom] = useState(1)
  const by = (step: number) => setZoom((now) => Math.min(MAX_ZOOM, Math.max(1, now + step)))
  const tell = (_: Area, { x, y, width }: Area) => onChange({ x, y, side: width })
  return (
    <>
      <div className={styles.frame}>
        <EasyCrop
          image={src}
          crop={crop}
          zoom={zoom}
          maxZoom={MAX_ZOOM}
          aspect={1}
          cropShape="round"
          showGrid={false}
          keyboardStep={KEY_PX}
          onCropChange={setCrop}
          onZoomChange={setZoom}
          onCropAreaChange={tell}
          // The page's policy forbids made-up style elements; the file is imported above.
          disableAutomaticStylesInjection
          mediaProps={{ onError: onFailed, draggable: false }}
          cropperProps={{
            role: 'application',
            'aria-label': label,
            'aria-describedby': id,
            onKeyDownCapture: ({ key }) => {
              if (key === '+' || key === '=') by(STEP)
              if (key === '-') by(-STEP)
            },
          }}
        />
      </div>
      <div className={styles.controls}>
        <IconButton icon={ZoomOutIcon} label={zoomOutLabel} onClick={() => by(-STEP)} />
        <input
          type="range"
          className={styles.zoom}
          aria-label={zoomLabel}
          min={1}
          max={MAX_ZOOM}
          step={0.05}
          value={zoom}
          onChange={(event) => setZoom(Number(event.target.value))}
        />
        <IconButton icon={ZoomInIcon} label={zoomInLabel} onClick={() => by(STEP)} />
      </div>
      <p id={id}>{hint}</p>
    </>
  )
}
