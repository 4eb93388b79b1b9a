import type { ScriptClient } from '../perf/scriptClient.ts'

/** The people who play a part in a picture; it is taken of the page of somebody else, Doc. */
export interface Crowd {
  marty: ScriptClient
  lorraine: ScriptClient
  george: ScriptClient
  biff: ScriptClient
  end(): void
}
