import { defineModel } from '../../transport/env.ts'
import { sessionModel } from '../session/model.ts'

/** Tells the gateway whether this tab can be seen: what nobody sees may wait at the server (XEP-0352). */
export const clientStateModel = defineModel('clientState', (use, { request }) => {
  const { link } = use(sessionModel)
  /** What the gateway knows; of a new socket it assumes that somebody looks. */
  let said = true

  function look(): void {
    const isVisible = document.visibilityState !== 'hidden'
    if (link.get().state !== 'open') said = true
    else if (isVisible !== said) {
      said = isVisible
      void request('xmpp.session.visibility', { visible: isVisible })
    }
  }
  document.addEventListener('visibilitychange', look)
  link.subscribe(look)
  look()
  return {}
})
