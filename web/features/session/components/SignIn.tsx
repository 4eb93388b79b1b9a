import { useState } from 'react'
import type { Reason } from '#protocol/define.ts'
import type { SessionInfo } from '#protocol/session.ts'
import { t } from '../../../lib/i18n.ts'
import { lazily } from '../../../lib/lazily.tsx'
import { sentence } from '../../../lib/sentence.ts'
import { Button } from '../../../ui/Button.tsx'
import { useSigning } from '../signing.ts'
import { Invited } from './Invited.tsx'
import styles from './SignIn.module.css'
import { SignInForm } from './SignInForm.tsx'

const InvitedForm = lazily(() => import('./InvitedForm.tsx').then((module) => module.InvitedForm), 'session')

export type SignInProps = {
  /** Undefined until the gateway has said what it offers. */
  info: SessionInfo | undefined
  /** Why the session before this one ended. */
  notice?: Reason
  /** The room to which the link of this page leads. */
  invited?: string
  onSignedIn: (jid: string) => void
}

/** The front door. */
export function SignIn({ info, notice, invited, onSignedIn }: SignInProps) {
  const [creating, setCreating] = useState(false)
  const [hasAccount, setHasAccount] = useState(false)
  const signing = useSigning(onSignedIn)
  const { busy, problem, setProblem, submit } = signing
  const turn = () => {
    setProblem(undefined)
    setCreating(!creating)
  }
  const turnTo = (account: boolean) => {
    setProblem(undefined)
    setHasAccount(account)
  }

  const isGuest = invited !== undefined && info?.anonymous === true && !hasAccount

  return (
    <main className={styles.page}>
      <header className={styles.brand}>
        <img src="/favicon.svg" alt="" className={styles.logo} />
        <h1 className={styles.product}>{t('common:product')}</h1>
        <p className={styles.line}>{t('session:line')}</p>
        <ul className={styles.facts}>
          <li>{t('session:fact.address')}</li>
          <li>{t('session:fact.rooms')}</li>
          <li>{t('session:fact.open')}</li>
        </ul>
      </header>
      <section className={styles.card} aria-labelledby="sign-in-title">
        {invited !== undefined && <Invited room={invited} isTitle={isGuest} />}
        {!isGuest && (
          <h2 id="sign-in-title" className={styles.title}>
            {t(creating ? 'session:title.register' : 'session:title.password')}
          </h2>
        )}
        {notice && !problem && (
          <p className={styles.notice} role="status">
            {notice === 'wrong-password'
              ? t('session:ended.password')
              : sentence({ type: 'cancel', reason: notice }, 'session')}
          </p>
        )}
        {isGuest ? (
          <InvitedForm room={invited} signing={signing} onAccount={() => turnTo(true)} />
        ) : (
          <SignInForm
            key={creating ? 'register' : 'password'}
            kind={creating ? 'register' : 'password'}
            domains={info?.domains ?? []}
            demo={creating ? undefined : info?.demo}
            signing={signing}
          />
        )}
        {!isGuest && (info?.registration || info?.anonymous) && (
          <div className={styles.others}>
            {info.registration && (
              <Button variant="plain" onClick={turn}>
                {t(creating ? 'session:haveAccount' : 'session:createAccount')}
              </Button>
            )}
            {info.anonymous && !creating && (
              <Button
                variant="plain"
                busy={busy === 'anonymous'}
                onClick={() => (invited === undefined ? void submit({ kind: 'anonymous' }) : turnTo(false))}
              >
                {t('session:guest')}
              </Button>
            )}
          </div>
        )}
      </section>
    </main>
  )
}
