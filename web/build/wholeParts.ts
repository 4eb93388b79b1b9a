interface ModuleInfo {
  readonly code: string | null
  readonly importedIds: readonly string[]
  readonly dynamicallyImportedIds: readonly string[]
}
interface Graph {
  getModuleInfo(id: string): ModuleInfo | null
}

/** What the features bring that nobody waits for (`isAside`). */
const ASIDE = ['web/features/command/model.ts', 'web/features/http/watch.ts', 'web/features/jingle/model.ts']
const ICONS = '/web/ui/icons.ts'
const ICON_FILE = /\/lucide-react\/dist\/esm\/icons\//u

/**
 * What is always loaded together is one file: the page until somebody is signed in, the chat, what the chat fetches by
 * itself, what it fetches ahead. Rolldown would cut each of them wherever a part that comes later reads a module too:
 * a hundred files, whose small ones hardly compress. `at` makes a module's id of its path from the root.
 */
export function wholeParts(at: (path: string) => string) {
  const words = (...slices: string[]) => slices.map((slice) => at(`web/locales/en/later/${slice}.json`))
  // In the order in which they come; what several have stands in the first.
  const parts: Record<string, (graph: Graph) => string[]> = {
    page: () => [at('web/app/main.tsx')],
    chat: () => [at('web/app/Chat.tsx')],
    soon: (graph) => [
      ...[
        'web/app/features.ts',
        'web/features/session/vault.ts',
        'web/features/timeline/door.ts',
        'web/features/timeline/outboxDoor.ts',
      ]
        .flatMap((opener) => graph.getModuleInfo(at(opener))?.dynamicallyImportedIds ?? [])
        .filter((id) => !ASIDE.map(at).includes(id)),
    ],
    aside: () => [...ASIDE.map(at), at('web/features/timeline/components/GapRow.tsx'), ...words('timeline')],
    card: () => [
      at('web/features/roster/components/ContactCard.tsx'),
      at('web/features/vcard/components/ContactProfile.tsx'),
      ...words('roster', 'vcard'),
    ],
    rooms: () => [
      at('web/app/RoomPage.tsx'),
      at('web/app/PrivatePage.tsx'),
      ...words('muc', 'occupants', 'voice'),
    ],
  }
  const found = new Map<string, Set<string>>()
  const modulesOf = (part: string, graph: Graph) => {
    const modules = found.get(part) ?? closure(parts[part]?.(graph) ?? [], graph)
    found.set(part, modules)
    return modules
  }
  return [
    {
      includeDependenciesRecursively: false,
      name: (id: string, graph: Graph) =>
        Object.keys(parts).find((part) => modulesOf(part, graph).has(id)) ?? null,
    },
  ]
}

/** All that these modules import, and what that imports; of the list of icons only those that one of them names. */
function closure(entries: readonly string[], graph: Graph): Set<string> {
  const modules = new Set<string>()
  let text = ''
  let icons: string | undefined
  const add = (id: string) => {
    if (modules.has(id) || ICON_FILE.test(id)) return
    modules.add(id)
    if (id.endsWith(ICONS)) icons = id
    else if (!id.includes('/node_modules/')) text += graph.getModuleInfo(id)?.code ?? ''
    for (const each of graph.getModuleInfo(id)?.importedIds ?? []) add(each)
  }
  for (const entry of entries) add(entry)
  const named = new Set(text.match(/\b\w*Icon\b/gu))
  for (const each of icons ? iconsOf(icons, graph) : []) if (named.has(each.name)) modules.add(each.id)
  return modules
}

/** Our word for each icon, and where the library has it. */
function iconsOf(list: string, graph: Graph): { name: string; id: string }[] {
  const library = graph.getModuleInfo(list)?.importedIds[0]
  const files = graph.getModuleInfo(library ?? '')
  const fileOf = new Map<string, string>()
  for (const [, names = '', file = ''] of files?.code?.matchAll(
    /export \{([^}]*)\} from ["']\.(\/icons\/[^"']+)["']/gu,
  ) ?? [])
    for (const [, name = ''] of names.matchAll(/default as (\w+)/gu)) fileOf.set(name, file)
  return [...(graph.getModuleInfo(list)?.code ?? '').matchAll(/(\w+) as (\w+)/gu)].flatMap(
    ([, theirs = '', name = '']) => {
      const file = fileOf.get(theirs)
      const id = file && files?.importedIds.find((each) => each.endsWith(file))
      return id ? [{ name, id }] : []
    },
  )
}
