import type { ComponentProps } from 'react'
import { cx } from '../lib/cx.ts'
import styles from './Card.module.css'

export type CardProps = ComponentProps<'div'> & { tone?: 'neutral' | 'accent' | 'warn' | 'bad' | 'good' }

/** A surface of its own: the sign-in form, a request, a note in a form that says what went wrong. */
export function Card({ tone = 'neutral', className, ...rest }: CardProps) {
  return <div {...rest} className={cx(styles.card, styles[tone], className)} />
}
