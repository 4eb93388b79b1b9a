import { t } from '../lib/i18n.ts'
import { IconButton } from './IconButton.tsx'
import { CloseIcon, SearchIcon } from './icons.ts'
import { TextInput, type TextInputProps } from './TextInput.tsx'

export type SearchInputProps = Omit<TextInputProps, 'type' | 'before' | 'after' | 'aria-label'> & {
  label: string
}

/** Narrows a list as you type. Escape empties it first, and only then reaches what is around it. */
export function SearchInput({ label, value, onChange, onKeyDown, placeholder, ...rest }: SearchInputProps) {
  return (
    <TextInput
      {...rest}
      type="search"
      inputMode="search"
      enterKeyHint="search"
      aria-label={label}
      placeholder={placeholder ?? label}
      value={value}
      onChange={onChange}
      onKeyDown={(event) => {
        onKeyDown?.(event)
        if (event.key !== 'Escape' || value === '' || event.defaultPrevented) return
        event.preventDefault()
        event.stopPropagation()
        onChange('')
      }}
      before={<SearchIcon aria-hidden="true" />}
      after={
        value !== '' && (
          <IconButton icon={CloseIcon} label={t('ui:clear')} size="s" onClick={() => onChange('')} />
        )
      }
    />
  )
}
