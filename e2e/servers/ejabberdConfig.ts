interface Settings {
  port: number
  tlsPort: number
  wsPort: number
  domain: string
  anonymousDomain: string
  caFile: string
  pemFile: string
  folder: string
  /** More than the usual ones. */
  modules: object
  /** Another database than SQLite. */
  database: object
}

/** ejabberd as an operator would run it, without the brakes that would measure the server instead of us. */
export function ejabberdConfig(settings: Settings): object {
  const { domain, anonymousDomain, caFile, pemFile, folder } = settings
  const client = { module: 'ejabberd_c2s', ip: '127.0.0.1', max_stanza_size: 262_144, shaper: 'none' }
  return {
    hosts: [domain, anonymousDomain],
    loglevel: 'warning',
    hide_sensitive_log_data: true,
    log_rotate_count: 0,
    certfiles: [pemFile],
    ca_file: caFile,
    auth_method: ['internal'],
    auth_password_format: 'scram',
    auth_scram_hash: 'sha',
    disable_sasl_mechanisms: ['PLAIN', 'DIGEST-MD5', 'X-OAUTH2'],
    host_config: {
      [anonymousDomain]: {
        auth_method: ['anonymous'],
        anonymous_protocol: 'sasl_anon',
        allow_multiple_connections: true,
        disable_sasl_mechanisms: ['PLAIN', 'DIGEST-MD5', 'X-OAUTH2'],
      },
    },
    // Archives and offline messages in SQLite: the Mnesia archive takes a quarter of a second per write.
    sql_type: 'sqlite',
    sql_database: `${folder}/archive.db`,
    ...settings.database,
    registration_timeout: 'infinity',
    s2s_access: 'none',
    listen: [
      { ...client, port: settings.port, starttls: true, starttls_required: true },
      { ...client, port: settings.tlsPort, tls: true },
      {
        module: 'ejabberd_http',
        ip: '127.0.0.1',
        port: settings.wsPort,
        request_handlers: { '/xmpp-websocket': 'ejabberd_http_ws', '/upload': 'mod_http_upload' },
      },
    ],
    shaper_rules: { max_user_sessions: 50, max_user_offline_messages: 1000 },
    modules: {
      mod_adhoc: {},
      mod_blocking: {},
      mod_caps: {},
      mod_carboncopy: {},
      mod_client_state: {},
      mod_disco: {},
      mod_http_upload: {
        // A server of several names needs theirs in the address.
        put_url: `http://127.0.0.1:${settings.wsPort}/upload/@HOST@`,
        docroot: `${folder}/upload`,
        max_size: 10_485_760,
        access: 'all',
        // Pages of other origins put files there.
        custom_headers: {
          'Access-Control-Allow-Origin': '*',
          'Access-Control-Allow-Methods': 'GET, HEAD, PUT, OPTIONS',
          'Access-Control-Allow-Headers': 'Content-Type',
        },
      },
      mod_last: {},
      mod_mam: { db_type: 'sql', default: 'always' },
      mod_muc: {
        access: 'all',
        access_admin: 'none',
        access_create: 'all',
        access_persistent: 'all',
        access_register: 'all',
        access_mam: 'all',
        history_size: 50,
        default_room_options: { mam: true },
      },
      mod_offline: { db_type: 'sql' },
      mod_ping: {},
      mod_privacy: {},
      mod_private: {},
      mod_pubsub: { plugins: ['flat', 'pep'] },
      mod_register: { ip_access: 'all', access: 'all', password_strength: 0 },
      mod_roster: {},
      mod_stream_mgmt: { resend_on_timeout: 'if_offline' },
      mod_vcard: { search: true },
      mod_version: {},
      ...settings.modules,
    },
  }
}
