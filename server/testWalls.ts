/** Who may import whom. The first line that fits a file is its rule; a file that fits none has no place in the house. */
interface Wall {
  from: RegExp
  may: RegExp[]
}

const PROTOCOL = /^shared\/protocol\//u
const ZOD = /^zod(?:\/mini)?$/u
const NODE = /^node:/u
const REACT = /^react(?:$|-dom)/u
const XMPP = /^(?:xmpp-ftw|@xmpp\/|ltx\/)/u
const WEB_PARTS = /^web\/(?:ui|lib|styles)\//u

// What the maker of the reference's pages and their script agree on.
const FOUND = /^shared\/reference\/found\.ts$/u

const SHARED: Wall[] = [
  { from: PROTOCOL, may: [ZOD, PROTOCOL] },
  { from: FOUND, may: [] },
]

const SERVER: Wall[] = [
  {
    from: /^server\/codec\//u,
    may: [PROTOCOL, /^server\/codec\//u, /^server\/xmpp\/xml\.ts$/u, /^node:crypto$/u],
  },
  {
    from: /^server\/xmpp\/manager\.ts$/u,
    may: [PROTOCOL, XMPP, /^server\/xmpp\//u, /^node:module$/u, /^server\/transport\/types\.ts$/u],
  },
  {
    from: /^server\/xmpp\//u,
    may: [
      PROTOCOL,
      XMPP,
      /^server\/xmpp\//u,
      /^node:(?:crypto|module|events)$/u,
      /^server\/transport\/types\.ts$/u,
    ],
  },
  {
    from: /^server\/transport\//u,
    may: [PROTOCOL, /^@xmpp\//u, /^node-xmpp-client$/u, /^server\/transport\//u, NODE],
  },
  {
    from: /^server\/extensions\//u,
    may: [
      PROTOCOL,
      /^server\/extensions\//u,
      /^server\/codec\//u,
      /^server\/xmpp\/(?:extension|errors|claims|rooms|xml)\.ts$/u,
    ],
  },
  {
    from: /^server\/gateway\//u,
    may: [
      PROTOCOL,
      /^server\/gateway\//u,
      /^server\/xmpp\//u,
      /^server\/extensions\/index\.ts$/u,
      /^server\/transport\/types\.ts$/u,
      /^(?:socket\.io|cookie|zod\/mini)$/u,
      NODE,
    ],
  },
  // Makes pages while the product is built: no part of what runs.
  {
    from: /^server\/reference\//u,
    may: [PROTOCOL, FOUND, /^server\/reference\//u, /^server\/xmpp\/issues\.ts$/u, ZOD, NODE],
  },
  { from: /^server\/embedded\//u, may: [PROTOCOL, /^server\/embedded\//u, NODE] },
  { from: /^server\/package\/build\.mjs$/u, may: [/^vite$/u, NODE] },
  {
    from: /^server\/package\//u,
    may: [/^server\/extensions\//u, /^server\/xmpp\/together\.ts$/u, /^server\/transport\/install\.ts$/u],
  },
  { from: /^server\/start(?:Steps)?\.mjs$/u, may: [/^server\/startSteps\.mjs$/u, NODE] },
  {
    from: /^server\/[^/]+$/u,
    may: [
      PROTOCOL,
      /^server\/[^/]+$/u,
      /^server\/(?:gateway|embedded)\//u,
      /^server\/transport\/(?:install|types)\.ts$/u,
      /^(?:express|sirv|vite|cookie)$/u,
      NODE,
    ],
  },
]

const WEB: Wall[] = [
  { from: /^web\/store\/vault(Database)?\.ts$/u, may: [/^idb$/u, /^web\/store\//u] },
  { from: /^web\/store\//u, may: [/^react$/u, /^web\/store\//u] },
  { from: /^web\/lib\/i18n\.ts$/u, may: [/^web\/(?:lib|locales)\//u] },
  { from: /^web\/lib\/skeleton\.ts$/u, may: [/^unhomoglyph$/u] },
  { from: /^web\/lib\//u, may: [REACT, PROTOCOL, /^web\/lib\//u] },
  {
    from: /^web\/transport\//u,
    may: [PROTOCOL, ZOD, /^socket\.io-client$/u, /^web\/(?:transport|store)\//u],
  },
  // What scripts and other pages load; nothing of the page is in it.
  { from: /^web\/client\//u, may: [PROTOCOL, /^socket\.io-client$/u, /^web\/client\//u] },
  {
    from: /^web\/ui\//u,
    may: [
      REACT,
      /^lucide-react/u,
      /^@tanstack\/react-virtual$/u,
      /^(?:qrcode\.react|react-easy-crop)(?:$|\/)/u,
      WEB_PARTS,
    ],
  },
  {
    from: /^web\/features\/affiliations\/peopleFile\.ts$/u,
    may: [PROTOCOL, /^papaparse$/u, WEB_PARTS, /^web\/features\/affiliations\//u],
  },
  // Which files of which slice: checked apart.
  { from: /^web\/features\/[^/]+\/components\//u, may: [REACT, PROTOCOL, WEB_PARTS, /^web\/features\//u] },
  {
    from: /^web\/features\//u,
    may: [REACT, PROTOCOL, WEB_PARTS, /^web\/(?:store|transport|features)\//u],
  },
  { from: /^web\/app\//u, may: [REACT, PROTOCOL, /^web\//u] },
  { from: /^web\/docs\//u, may: [FOUND, /^web\/docs\//u] },
  // No part of the page: how its build is cut.
  { from: /^web\/build\//u, may: [/^web\/build\//u] },
  { from: /^web\/demo\//u, may: [REACT, PROTOCOL, /^web\//u] },
  { from: /^web\/styles\//u, may: [/^web\/styles\//u] },
]

const E2E: Wall[] = [
  // Both first steps ask whether what is locked is installed; neither can import anything that is not Node's.
  { from: /^e2e\/test\.mjs$/u, may: [/^e2e\//u, /^server\/startSteps\.mjs$/u, NODE] },
  {
    from: /^e2e\//u,
    may: [
      PROTOCOL,
      /^e2e\//u,
      NODE,
      /^(?:playwright|@axe-core\/playwright|socket\.io-client|ws$|@xmpp\/|ltx|vitest|xmpp-ftw$|node-xmpp-client$)/u,
    ],
  },
]

const WALLS = [...SHARED, ...SERVER, ...WEB, ...E2E]

/** The rule for a file. */
export function wallFor(path: string): Wall | undefined {
  return WALLS.find(({ from }) => from.test(path))
}
