import { localPart } from '../../lib/conversation.ts'
import { download } from './download.ts'
import { useTable } from './hooks.ts'
import { type ExportRow, writeCsv, writeJson } from './peopleFile.ts'

export type FileKind = 'csv' | 'json'

/** Writes rows of the table, or what is staged, into a file. */
export function useExport(room: string) {
  const table = useTable(room)
  const write = (kind: FileKind, what: string, rows: readonly ExportRow[]) => {
    const name = `${localPart(room)}-${what}.${kind}`
    if (kind === 'csv') download(name, 'text/csv;charset=utf-8', writeCsv(rows))
    else download(name, 'application/json', writeJson(rows))
  }
  return {
    people(kind: FileKind, keys: readonly string[]): void {
      const rows = keys.flatMap((key): ExportRow[] => {
        const { jid, affiliation, name, reserved, nicks, reason } = table.rows.get(key) ?? {}
        if (jid === undefined || affiliation === undefined) return []
        const nick = reserved ?? nicks?.[0]
        return [
          {
            jid,
            affiliation,
            ...(name ? { name } : {}),
            ...(nick ? { nick } : {}),
            ...(reason ? { reason } : {}),
          },
        ]
      })
      write(kind, 'people', rows)
    },
    staged(kind: FileKind): void {
      const rows = [...table.staged.values()].map(
        ({ jid, to, reason }): ExportRow => ({ jid, affiliation: to, ...(reason ? { reason } : {}) }),
      )
      write(kind, 'changes', rows)
    },
  }
}
