import type { Certificates } from './certificates.ts'
import type { Ports } from './ports.ts'

export interface ProsodyOptions {
  domain: string
  ports: Ports
  /** Everything Prosody writes. */
  folder: string
  /** Where `mod_hoverboard.lua` is. */
  moduleFolder: string
  /** Where `mod_muc_moderation` is, if anywhere. */
  moderationFolder?: string | undefined
  certificates: Certificates
  componentSecret: string
  /** `files` where the SQLite driver is missing; `off` keeps the archive's disk out of a measurement. */
  archive: 'sqlite' | 'files' | 'off'
  tls: boolean
  registration: boolean
  /** Prosody refuses to run as root unless told that we know. */
  asRoot: boolean
  seedFile: string
  seededFile: string
}

/** The names of the embedded server's parts. */
export const hostsOf = (domain: string) => ({
  rooms: `rooms.${domain}`,
  guests: `guest.${domain}`,
  upload: `upload.${domain}`,
  pubsub: `pubsub.${domain}`,
  component: `component.${domain}`,
})

const MODULES = [
  'roster saslauth tls disco presence message iq c2s posix cron offline',
  'carbons smacks pep bookmarks blocklist vcard4 vcard_legacy private csi csi_simple ping time uptime version',
  // Commands that anybody may run, so that there are some to see.
  'adhoc hoverboard_clock',
  'lastactivity register_ibr user_account_management external_services websocket bosh http http_errors',
]

/** Prosody's configuration, whole: loopback only, SCRAM only, TLS required, no federation, no rate limit. */
export function prosodyConfig(options: ProsodyOptions): string {
  const { domain, ports, folder, certificates, archive, tls } = options
  const hosts = hostsOf(domain)
  const modules = MODULES.flatMap((line) => line.split(' ')).filter((name) => tls || name !== 'tls')
  if (archive !== 'off') modules.push('mam')
  // What is taken out is taken out of the archive.
  const moderation = archive === 'off' ? undefined : options.moderationFolder
  const folders = [options.moduleFolder, ...(moderation ? [moderation] : [])]
  const roomModules = [...(archive === 'off' ? [] : ['muc_mam']), ...(moderation ? ['muc_moderation'] : [])]
  const archives = archive === 'sqlite' ? '{ archive = "sql", muc_log = "sql" }' : '{}'
  return `-- Written anew at each start.
${options.asRoot ? 'run_as_root = true\n' : ''}pidfile = ${lua(`${folder}/prosody.pid`)}
data_path = ${lua(`${folder}/data`)}
plugin_paths = { ${folders.map(lua).join(', ')} }
log = { { levels = { min = "info" }, to = "file", filename = ${lua(`${folder}/prosody.log`)} } }
umask = "077"

interfaces = { "127.0.0.1" }
local_interfaces = { "127.0.0.1" }
http_interfaces = { "127.0.0.1" }
component_interfaces = { "127.0.0.1" }
c2s_ports = { ${ports.c2s} }
c2s_direct_tls_ports = { ${tls ? ports.directTls : ''} }
legacy_ssl_ports = {}
http_ports = { ${ports.http} }
https_ports = {}
component_ports = { ${ports.component} }
s2s_ports = {}
s2s_direct_tls_ports = {}
http_default_host = ${lua(domain)}
http_external_url = ${lua(`http://127.0.0.1:${ports.http}/`)}

authentication = "internal_hashed"
password_hash = "SHA-256"
disable_sasl_mechanisms = { "PLAIN", "LOGIN", "DIGEST-MD5" }
c2s_require_encryption = ${tls}
allow_registration = ${options.registration}
consider_websocket_secure = true
consider_bosh_secure = true
c2s_tcp_keepalives = true
certificates = ${lua(`${folder}/tls`)}
ssl = { certificate = ${lua(certificates.certificateFile)}, key = ${lua(certificates.keyFile)} }

default_storage = "internal"
storage = ${archives}
sql = { driver = "SQLite3", database = ${lua(`${folder}/archive.sqlite`)} }
archive_expires_after = "never"
muc_log_expires_after = "never"
max_archive_query_results = 100
smacks_hibernation_time = 300
external_services = {}

modules_enabled = { ${['hoverboard', ...modules].map(lua).join(', ')} }
modules_disabled = { "s2s", "limits" }
hoverboard_domain = ${lua(domain)}
hoverboard_rooms = ${lua(hosts.rooms)}
hoverboard_seed = ${lua(options.seedFile)}
hoverboard_seeded = ${lua(options.seededFile)}
hoverboard_archive = ${archive !== 'off'}
hoverboard_ports = { ${[ports.c2s, ...(tls ? [ports.directTls] : []), ports.http, ports.component].join(', ')} }

VirtualHost ${lua(domain)}
  name = "Hoverboard"

VirtualHost ${lua(hosts.guests)}
  authentication = "anonymous"
  allow_registration = false
  modules_disabled = { "register_ibr", "mam" }
  disco_items = { { ${lua(hosts.rooms)}, "Rooms" } }

Component ${lua(hosts.rooms)} "muc"
  name = "Rooms"
  modules_enabled = { ${roomModules.map(lua).join(', ')} }
  restrict_room_creation = false
  muc_tombstones = false
  max_history_messages = 100

Component ${lua(hosts.upload)} "http_file_share"
  name = "Files"
  http_host = ${lua(domain)}

Component ${lua(hosts.pubsub)} "pubsub"
  name = "Pubsub"
  modules_enabled = { "hoverboard_nodes" }

Component ${lua(hosts.component)}
  component_secret = ${lua(options.componentSecret)}
`
}

/** A Lua string; line breaks and control characters have no place in any of ours. */
export function lua(text: string): string {
  if (/\p{Cc}/u.test(text)) throw new Error('A control character in a setting of the embedded server')
  return `"${text.replace(/["\\]/gu, '\\$&')}"`
}
