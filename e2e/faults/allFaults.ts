import { contentFaults } from './contentFaults.ts'
import { diskFaults } from './diskFaults.ts'
import type { Fault } from './fault.ts'
import { gatewayFaults } from './gatewayFaults.ts'
import { linkFaults } from './linkFaults.ts'
import { lockoutFaults } from './lockoutFaults.ts'
import { mixFaults } from './mixFaults.ts'
import { pageFaults } from './pageFaults.ts'
import { roomFaults } from './roomFaults.ts'
import { serverFaults } from './serverFaults.ts'

/** What is worth most comes first. */
const VALUE = ['F4', 'F9', 'F12', 'F1', 'F8', 'F10', 'F16', 'F20', 'F22', 'F24', 'F15', 'F14', 'F17', 'F27']
const rankOf = ({ id }: Fault) => {
  const place = VALUE.indexOf(id)
  return place < 0 ? VALUE.length + Number(id.slice(1)) : place
}

export const allFaults: readonly Fault[] = [
  ...serverFaults,
  ...gatewayFaults,
  ...linkFaults,
  ...pageFaults,
  ...contentFaults,
  ...roomFaults,
  ...diskFaults,
  ...lockoutFaults,
  ...mixFaults,
].sort((one, other) => rankOf(one) - rankOf(other))
