import { useModel } from '../../store/react.ts'
import { uploader } from './uploader.ts'

/** What may be done with a file on its way; its code comes with those who use this. */
export function useUploader() {
  return useModel(uploader)
}
