import { Component, type ReactNode } from 'react'
import { t } from '../lib/i18n.ts'
import { Button } from '../ui/Button.tsx'
import styles from './Notice.module.css'

/** A bug in one part of the page says so there; the rest goes on. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    if (!this.state.failed) return this.props.children
    return (
      <div role="alert" className={styles.notice}>
        <h1 className={styles.title}>{t('common:broken.title')}</h1>
        <p>{t('common:broken.text')}</p>
        <Button variant="primary" onClick={() => location.reload()}>
          {t('common:broken.reload')}
        </Button>
      </div>
    )
  }
}
