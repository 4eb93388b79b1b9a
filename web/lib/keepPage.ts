/** For `beforeunload`: asks before the page goes. In a page that nobody has touched a browser shows no question. */
export function keepPage(event: Event): void {
  if (navigator.userActivation?.hasBeenActive !== false) event.preventDefault()
}
