import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Child } from './child.ts'
import { freePorts } from './freePorts.ts'

const SCHEMA = '/usr/share/ejabberd/sql/mysql.sql'
/** The server does not read our end of its standard input; who started it does. */
const END_WITH_US = `trap : TERM; "$@" & cat > /dev/null; kill $!; wait $!`

export interface Database {
  /** What ejabberd is told of it. */
  readonly settings: object
  stop(): Promise<void>
}

/** A MariaDB of our own with ejabberd's tables, in a folder that its owner removes; nobody else's, and without passwords. */
export async function startMariadb(folder: string): Promise<Database> {
  const [port = 0] = await freePorts(1)
  const data = join(folder, 'mariadb')
  const tables = join(folder, 'tables.sql')
  mkdirSync(data)
  writeFileSync(tables, `CREATE DATABASE ejabberd;\nUSE ejabberd;\n${readFileSync(SCHEMA, 'utf8')}`)
  const flags = [
    '--no-defaults',
    '--skip-grant-tables',
    '--bind-address=127.0.0.1',
    '--user=root',
    `--port=${port}`,
    `--datadir=${data}`,
    `--socket=${join(data, 'socket')}`,
    `--init-file=${tables}`,
    // Tests do not outlive a power cut.
    '--innodb-flush-log-at-trx-commit=0',
    '--innodb-buffer-pool-size=16M',
  ]
  const child = new Child('/bin/sh', ['-c', END_WITH_US, 'sh', '/usr/sbin/mariadbd', ...flags])
  await child.until(() => (child.log.includes('ready for connections') ? true : undefined), 'MariaDB')
  return {
    settings: {
      sql_type: 'mysql',
      sql_server: '127.0.0.1',
      sql_port: port,
      sql_database: 'ejabberd',
      sql_username: 'root',
      sql_password: '',
      sql_pool_size: 2,
    },
    stop: () => child.stop(),
  }
}
