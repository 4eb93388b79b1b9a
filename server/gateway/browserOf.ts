/** Narrowest first: most say that they are several. */
const BROWSERS: readonly (readonly [string, RegExp])[] = [
  ['Edge', /\bEdg(?:e|A|iOS)?\/(\d+)/u],
  ['Opera', /\b(?:OPR|OPT|OPiOS)\/(\d+)/u],
  ['Samsung Internet', /\bSamsungBrowser\/(\d+)/u],
  ['Vivaldi', /\bVivaldi\/(\d+)/u],
  ['Firefox', /\b(?:Firefox|FxiOS)\/(\d+)/u],
  ['Chrome', /\b(?:HeadlessChrome|Chrome|CriOS|Chromium)\/(\d+)/u],
  ['Safari', /\bVersion\/(\d+)[\d.]* (?:Mobile\/\w+ )?Safari\//u],
]
const SYSTEMS: readonly (readonly [string, RegExp])[] = [
  ['Android', /\bAndroid\b/u],
  ['iPhone', /\biPhone\b/u],
  ['iPad', /\biPad\b/u],
  ['Windows', /\bWindows\b/u],
  ['macOS', /\bMac OS X\b/u],
  ['ChromeOS', /\bCrOS\b/u],
  ['Linux', /\bLinux\b/u],
]
const MAX_CHARS = 512

export interface Browser {
  browser?: string
  system?: string
}

/** A browser's name and system by its User-Agent, in words of ours: nothing that a stranger wrote is passed on. */
export function browserOf(userAgent: string | undefined): Browser {
  const text = (userAgent ?? '').slice(0, MAX_CHARS)
  const system = SYSTEMS.find(([, pattern]) => pattern.test(text))?.[0]
  for (const [name, pattern] of BROWSERS) {
    const version = pattern.exec(text)?.[1]
    if (version) return { browser: `${name} ${version.slice(0, 4)}`, ...(system ? { system } : {}) }
  }
  return system ? { system } : {}
}
