import { t } from '../../../lib/i18n.ts'
import { Button } from '../../../ui/Button.tsx'
import { Field } from '../../../ui/Field.tsx'
import { AddIcon } from '../../../ui/icons.ts'
import { TextInput } from '../../../ui/TextInput.tsx'
import { ADDRESS_PARTS, type Address, isEmptyAddress, isNew, newAddress } from '../card.ts'
import { PlacedField } from './PlacedField.tsx'
import styles from './ProfileForm.module.css'

const MAX = 32

type AddressListProps = {
  addresses: readonly Address[]
  onChange: (addresses: readonly Address[]) => void
}

/** Postal addresses. */
export function AddressList({ addresses, onChange }: AddressListProps) {
  const put = (next: Address) => onChange(addresses.map((each) => (each.key === next.key ? next : each)))
  return (
    <div className={styles.several}>
      {addresses.length > 0 && (
        <ul className={styles.list}>
          {addresses.map((address, index) => {
            const name = addresses.length > 1 ? t('profile:adr.nth', { count: index + 1 }) : t('vcard:adr')
            return (
              <PlacedField
                key={address.key}
                name={name}
                isNew={isNew(address) && isEmptyAddress(address)}
                place={address.place}
                onPlace={(place) => put({ ...address, place })}
                onRemove={() => onChange(addresses.filter(({ key }) => key !== address.key))}
              >
                <fieldset className={styles.address}>
                  <legend className={styles.legend}>{name}</legend>
                  {ADDRESS_PARTS.map((part) => (
                    <Field key={part} label={t(`profile:adr.${part}`)}>
                      <TextInput
                        value={address[part]}
                        onChange={(value) => put({ ...address, [part]: value })}
                        maxLength={1000}
                        dir="auto"
                      />
                    </Field>
                  ))}
                </fieldset>
              </PlacedField>
            )
          })}
        </ul>
      )}
      {addresses.length < MAX && (
        <Button
          variant="plain"
          size="s"
          icon={AddIcon}
          onClick={() => onChange([...addresses, newAddress()])}
        >
          {t('profile:adr.add')}
        </Button>
      )}
    </div>
  )
}
