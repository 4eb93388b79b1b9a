import { readFileSync } from 'node:fs'
import type { Config } from './config.ts'
import { takeDataFolder, WAY_OUT } from './dataFolder.ts'
import { type Embedded, FolderTaken, startEmbedded } from './embedded/embedded.ts'
import type { TransportConfig } from './transport/types.ts'

export interface Backend {
  transport: TransportConfig
  domains: readonly string[]
  anonymousDomain: string | undefined
  dataDir: string
  /** Lets another process have the folder; the embedded server does so itself. */
  release(): void
  embedded: Embedded | undefined
  /** Where files may go, by the operator's word or because the server is ours. */
  fileOrigins: readonly string[]
}

const FOLDERS = 9

/** The XMPP server that this gateway speaks to: the operator's, or the embedded one, started and filled. */
export async function openBackend(config: Config, say: (text: string) => void): Promise<Backend> {
  const { service, domains, anonymousDomain } = config
  const security = { allowPlainText: config.plainText, allowPlainPassword: config.plainPassword }
  if (config.mode !== 'embedded') {
    const all = anonymousDomain === undefined ? domains : [...domains, anonymousDomain]
    const ca = config.caFile === undefined ? undefined : readFileSync(config.caFile, 'utf8')
    const { innerAddresses, fileOrigins } = config
    const transport = { ...(service ? { service } : {}), domains: all, ca, innerAddresses, ...security }
    const { folder: dataDir, release } = takeDataFolder(config, say)
    return { transport, domains: all, anonymousDomain, dataDir, release, embedded: undefined, fileOrigins }
  }
  const { folder, embedded } = await startInFreeFolder(config, say)
  const all = [embedded.domain, embedded.hosts.guests]
  const { caFile, ports } = embedded
  return {
    transport: {
      service: { host: '127.0.0.1', port: ports.directTls, directTls: true },
      domains: all,
      ca: readFileSync(caFile, 'utf8'),
    },
    domains: all,
    anonymousDomain: embedded.hosts.guests,
    dataDir: folder,
    release() {},
    embedded,
    fileOrigins: [`http://127.0.0.1:${ports.http}`, ...config.fileOrigins],
  }
}

// A second `npm start` beside the first gets a server and a folder of its own, unless the folder was named.
async function startInFreeFolder(config: Config, say: (text: string) => void) {
  for (let number = 1; ; number++) {
    const folder = number === 1 ? config.dataDir : `${config.dataDir}-${number}`
    const options = {
      demo: true,
      archive: true,
      tls: true,
      registration: config.registration,
      accounts: 0,
      say,
    }
    try {
      return { folder, embedded: await startEmbedded({ dataDir: folder, ...options }) }
    } catch (error) {
      if (!(error instanceof FolderTaken)) throw error
      if (config.isDataDirNamed || number >= FOLDERS) throw new Error(`${error.message} ${WAY_OUT}`)
      say(`${error.message} This one takes ${config.dataDir}-${number + 1}`)
    }
  }
}
