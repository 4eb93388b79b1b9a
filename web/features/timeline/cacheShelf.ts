export const SHELF = 'messages'
/** Groups of the shelf that are no conversations: how far archives were read, and the last message of each conversation. */
export const CURSORS = 'cursors'
export const INDEX = 'index'
