import type { Bookmark } from '#protocol/bookmarks.ts'
import { useModel, useRow, useValue } from '../../store/react.ts'
import { bookmarksCommands } from './commands.ts'
import { bookmarksModel } from './model.ts'

export const useBookmarksCommands = () => useModel(bookmarksCommands)

export function useBookmark(room: string): Bookmark | undefined {
  return useRow(useModel(bookmarksModel).rows, room)
}

/** Whether this account can remember rooms. */
export function useOffered(): boolean {
  return useValue(useModel(bookmarksModel).offered) === true
}

/** Which room is being given another name, and how to stop. */
export function useNaming(): { room: string | undefined; done: () => void } {
  const { naming } = useModel(bookmarksModel)
  return { room: useValue(naming), done: () => naming.set(undefined) }
}
