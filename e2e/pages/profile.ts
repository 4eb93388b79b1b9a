import type { Locator, Page } from 'playwright/test'
import { paintedPicture } from './paintedPicture.ts'

/** One's own profile: the form, and the picture above it. */
export class Profile {
  readonly page: Page
  readonly root: Locator
  readonly picture: Locator

  constructor(page: Page) {
    this.page = page
    this.root = page.getByRole('region', { name: 'Your profile', exact: true })
    this.picture = this.root.getByRole('region', { name: 'Your picture' })
  }

  field(name: string): Locator {
    return this.root.getByLabel(name, { exact: true })
  }

  async save(): Promise<void> {
    await this.root.getByRole('button', { name: 'Save profile' }).click()
  }

  /** Chooses a picture, red at the left and blue at the right; answers the dialog in which it is cut. */
  async choosePicture(): Promise<Locator> {
    const chooser = this.page.waitForEvent('filechooser')
    await this.picture.getByRole('button', { name: /^C(?:hoose a|hange) picture$/ }).click()
    await (await chooser).setFiles({
      name: 'me.png',
      mimeType: 'image/png',
      buffer: paintedPicture(640, 480),
    })
    return this.page.getByRole('dialog', { name: 'What others will see' })
  }
}

/** The picture in the place of somebody's initials. */
export const faceIn = (place: Locator): Locator => place.locator('img[src^="blob:"]').first()

/** What colour it has in its middle: red, blue, or what else there is. */
export const middleOf = (face: Locator): Promise<string> =>
  face.evaluate((image: HTMLImageElement) => {
    const canvas = document.createElement('canvas')
    const context = canvas.getContext('2d')
    context?.drawImage(image, image.naturalWidth / 2, image.naturalHeight / 2, 1, 1, 0, 0, 1, 1)
    const [red = 0, , blue = 0] = context?.getImageData(0, 0, 1, 1).data ?? []
    return red > 150 && blue < 90 ? 'red' : blue > 150 && red < 90 ? 'blue' : `${red} ${blue}`
  })
