import { Door } from '../pages/door.ts'
import { expectSoon, type Fault } from './fault.ts'

const KICKS = 3

export const roomFaults: Fault[] = [
  {
    id: 'F21',
    title: 'kicked, and in again',
    seconds: 20,
    async run(stage, pace) {
      const [, twins = ''] = stage.casting.rooms
      const { bea, sam } = stage
      const { page } = bea
      const kick = () =>
        sam.command('xmpp.muc.role.set', { room: twins, nick: 'Mar', role: 'none', reason: 'A test' })
      for (let time = 1; time <= KICKS; time++) {
        await bea.alone(async () => {
          // What is under way in that moment may have been said or not.
          await bea.sayDuring('twins', `bea-twins-${900_000 + time}`, kick)
          const back = page.getByRole('button', { name: 'Return to room' })
          await expectSoon(stage, 'the page says how to come back', 10_000, () => back.isVisible())
          await back.click()
          const door = Door.again(page)
          await door.enter()
          await expectSoon(stage, 'in again', 15_000, async () => !(await door.root.isVisible()))
        })
        await pace.really(2)
      }
    },
  },
]
