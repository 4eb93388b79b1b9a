/** Whether there is more above: not asked yet, on its way, yes, no, not any more, or the archive did not answer. */
export type Older = 'unknown' | 'loading' | 'more' | 'none' | 'dropped' | 'failed'
