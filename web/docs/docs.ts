import type { Found } from '../../shared/reference/found.ts'
import { rank } from './rank.ts'

// What the page's own settings chose; the pages of the reference have no choice of their own.
try {
  const theme = JSON.parse(localStorage.getItem('theme') ?? 'null')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // A browser that keeps nothing follows the system.
}

// `/docs#xmpp.muc.join` leads on from the list of all events to where that one is told.
const wanted =
  location.pathname === '/docs' && document.getElementById(decodeURIComponent(location.hash.slice(1)))
const told = wanted && wanted.tagName === 'TR' && wanted.querySelector('a')
if (told) location.replace(told.href)

const home = document.getElementById('search')
if (home) showSearch(home)

function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Record<string, string>,
  ...children: (string | Node)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  element.append(...children)
  return element
}

function showSearch(place: HTMLElement): void {
  const input = make('input', {
    type: 'search',
    role: 'combobox',
    'aria-label': 'Search the protocol',
    'aria-controls': 'found',
    'aria-expanded': 'false',
    'aria-autocomplete': 'list',
    placeholder: 'Search: event, key, XEP',
    autocomplete: 'off',
    spellcheck: 'false',
  })
  const list = make('div', { role: 'listbox', id: 'found', 'aria-label': 'Found events' })
  const status = make('div', { role: 'status' })
  list.hidden = true
  place.append(input, list, status)
  place.hidden = false
  let index: Promise<Found[]> | undefined
  let found: Found[] = []
  let at = 0

  // Fetched when somebody means to search, once; a failure is tried again at the next letter.
  const load = () => {
    index ??= fetch('/docs/search.json').then((answer) => answer.json())
    index.catch(() => {
      index = undefined
    })
    return index
  }
  const close = () => {
    list.hidden = true
    status.classList.remove('nothing')
    input.setAttribute('aria-expanded', 'false')
    input.removeAttribute('aria-activedescendant')
  }
  const point = (next: number) => {
    at = (next + found.length) % found.length
    for (const [i, option] of [...list.children].entries()) {
      option.setAttribute('aria-selected', String(i === at))
      if (i === at) option.scrollIntoView({ block: 'nearest' })
    }
    input.setAttribute('aria-activedescendant', `found-${at}`)
  }
  const show = async () => {
    const query = input.value
    const all = await load().catch(() => undefined)
    if (query !== input.value) return
    if (all === undefined) {
      status.textContent = 'The index could not be fetched.'
      status.classList.add('nothing')
      return
    }
    found = rank(all, query)
    list.replaceChildren(
      ...found.map(({ n, s, e }, i) =>
        make(
          'div',
          { role: 'option', id: `found-${i}`, 'aria-selected': 'false', 'data-at': String(i) },
          make('code', {}, n),
          make('span', {}, `${e ? 'gateway → page' : 'page → gateway'}: ${s}`),
        ),
      ),
    )
    const isNothing = query.trim() !== '' && found.length === 0
    status.textContent = isNothing ? 'Nothing found' : found.length > 0 ? `${found.length} found` : ''
    status.classList.toggle('nothing', isNothing)
    list.hidden = found.length === 0
    if (found.length === 0) {
      input.setAttribute('aria-expanded', 'false')
      input.removeAttribute('aria-activedescendant')
      return
    }
    input.setAttribute('aria-expanded', 'true')
    point(0)
  }
  const go = (i: number) => {
    const target = found[i]
    if (!target) return
    close()
    location.href = target.h
  }

  input.addEventListener('focus', () => void load())
  input.addEventListener('input', () => void show())
  input.addEventListener('blur', close)
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close()
    else if (list.hidden) return
    else if (event.key === 'ArrowDown') point(at + 1)
    else if (event.key === 'ArrowUp') point(at - 1)
    else if (event.key === 'Enter') go(at)
    else return
    event.preventDefault()
  })
  // Before the field loses the focus, and with it the list.
  list.addEventListener('pointerdown', (event) => event.preventDefault())
  list.addEventListener('click', (event) => {
    const option = (event.target as Element).closest<HTMLElement>('[data-at]')
    if (option) go(Number(option.dataset.at))
  })
  addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === 'k') {
      event.preventDefault()
      input.focus()
      input.select()
    }
  })
}
