import { openChat } from '../pages/openChat.ts'
import { expect, test } from '../pages/test.ts'

test('a contact who calls is told that nobody takes calls here, and one is told who called', async ({
  openAs,
  makeAccount,
  befriend,
  outsider,
}) => {
  const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
  await befriend(marty, doc)
  const phone = await outsider(doc)
  phone.send('<presence/>')
  const page = await openAs(marty)
  const chat = await openChat(page, doc.jid)
  await expect(chat.root.getByText('Online').first()).toBeVisible()
  const seen = await phone.hear('<presence', `from="${marty.jid}/`, 'protocol/caps')
  const device = /from="([^"]+)"/u.exec(seen)?.[1]
  phone.send(
    `<iq type='set' id='call-1' to='${device}'><jingle xmlns='urn:xmpp:jingle:1' action='session-initiate' sid='s1'><content creator='initiator' name='voice'><description xmlns='urn:xmpp:jingle:apps:rtp:1' media='audio'/></content></jingle></iq>`,
  )
  await expect(chat.root.getByText(/ called you\. Hoverboard cannot take calls\.$/u)).toBeVisible()
  expect(await phone.hear('call-1', 'type="error"')).toContain('service-unavailable')
})
