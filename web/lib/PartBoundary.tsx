import { Component, type ReactNode } from 'react'
import { t } from './i18n.ts'
import { toast } from './toasts.ts'

const FIRST_RETRY_MS = 4000

/**
 * A part whose code cannot be fetched, or that fails, takes nothing else with it: what was typed elsewhere, and what
 * waits to be sent, stays. It is tried again, each time later.
 */
export class PartBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }
  #retryMs = FIRST_RETRY_MS
  #timer: ReturnType<typeof setTimeout> | undefined

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override componentDidCatch(): void {
    const reload = { label: t('common:broken.reload'), perform: () => location.reload() }
    toast({ tone: 'bad', text: t('common:broken.part'), action: reload })
    this.#timer = setTimeout(() => this.setState({ failed: false }), this.#retryMs)
    this.#retryMs *= 2
  }

  override componentWillUnmount(): void {
    clearTimeout(this.#timer)
  }

  override render() {
    return this.state.failed ? null : this.props.children
  }
}
