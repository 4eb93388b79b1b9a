import { Door } from '../pages/door.ts'
import { expectSoon, type Fault } from './fault.ts'

export const roomFaults: Fault[] = [
  {
    id: 'F21',
    title: 'kicked, and in again',
    seconds: 20,
    async run(stage, pace) {
      const [, twins = ''] = stage.casting.rooms
      const { bea, sam } = stage
      await bea.alone(async () => {
        const { page } = bea
        await page.goto(`/#/room/${encodeURIComponent(twins)}`)
        await sam.command('xmpp.muc.role.set', { room: twins, nick: 'Mar', role: 'none', reason: 'A test' })
        const back = page.getByRole('button', { name: 'Return to room' })
        await expectSoon(stage, 'the page says how to come back', 10_000, () => back.isVisible())
        await back.click()
        const door = Door.again(page)
        await door.enter()
        await expectSoon(stage, 'in again', 15_000, async () => !(await door.root.isVisible()))
      })
      await pace.really(2)
    },
  },
]
