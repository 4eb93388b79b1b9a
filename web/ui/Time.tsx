import { formatDay, formatFull, formatShort, formatTime } from '../lib/time.ts'

const formats = { time: formatTime, day: formatDay, short: formatShort, full: formatFull }

export type TimeProps = {
  at: Date | number | string
  /** 13:05 · Yesterday · the shorter of both · all of it. */
  format?: 'time' | 'day' | 'short' | 'full'
  className?: string
}

/** A moment in the words of here and now; all of it when pointed at. */
export function Time({ at, format = 'time', className }: TimeProps) {
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return null
  return (
    <time dateTime={date.toISOString()} title={formatFull(date)} className={className}>
      {formats[format](date)}
    </time>
  )
}
