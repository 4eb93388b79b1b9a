import styles from './Breadcrumbs.module.css'

export interface Crumb {
  readonly label: string
  readonly href: string
}

export interface BreadcrumbsProps {
  label: string
  /** From the top down; the last one is where one is. */
  crumbs: readonly Crumb[]
}

/** The way that leads to what is shown, each step of it a way back. */
export function Breadcrumbs({ label, crumbs }: BreadcrumbsProps) {
  return (
    <nav aria-label={label}>
      <ol className={styles.list}>
        {crumbs.map(({ label: words, href }, index) => (
          <li key={href} className={styles.crumb}>
            {index === crumbs.length - 1 ? (
              <span aria-current="page" className={styles.here}>
                <bdi>{words}</bdi>
              </span>
            ) : (
              <a href={href} className={styles.link}>
                <bdi>{words}</bdi>
              </a>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
