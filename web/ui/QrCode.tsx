import { QRCodeSVG } from 'qrcode.react'
import type { ReactNode } from 'react'
import styles from './QrCode.module.css'

/** What still fits in a code of this level (version 40-M), in bytes. */
const MOST = 2331

/** A text for a camera: dark on light in every theme, with the margin that readers need (ISO/IEC 18004 §6.3.8). */
export function QrCode({ text, label, instead }: { text: string; label: string; instead: ReactNode }) {
  if (new TextEncoder().encode(text).length > MOST) return instead
  return <QRCodeSVG value={text} level="M" marginSize={4} title={label} className={styles.code} />
}
