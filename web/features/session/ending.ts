import type { Reason } from '#protocol/define.ts'

/** Whether nothing of the account is to stay in this browser, as when the person signs out in it. */
export const isForGood = (reason: Reason | undefined): boolean =>
  reason === 'ended-elsewhere' || reason === 'unregistered'

/** Takes away what this browser keeps for an account that nobody is signed in to here. */
export async function forgetKept(account: string): Promise<void> {
  const { openVault } = await import('../../store/vault.ts')
  await (await openVault(account))?.destroy()
}
