import { Value } from '../../store/value.ts'

/** Whether the console stands below the conversation. */
export const isDockOpen = new Value(false)
