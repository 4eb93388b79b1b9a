// jsdom ships no types: this is what the tests' strict parser needs.
declare module 'jsdom' {
  interface XmlElement {
    readonly localName: string
    readonly textContent: string
    querySelector(selector: string): XmlElement | null
    querySelectorAll(selector: string): { readonly length: number }
  }
  export class JSDOM {
    constructor(html: string)
    window: {
      DOMParser: new () => {
        parseFromString(text: string, type: string): XmlElement & { readonly documentElement: XmlElement }
      }
    }
  }
}
