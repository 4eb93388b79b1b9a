import type { DataForm, FormField, FormSubmission, FormValue } from '#protocol/forms.ts'
import { type Element, xml } from '../xmpp/xml.ts'

export const NS_DATA = 'jabber:x:data'

/** The form inside an element, if there is one. */
export function findForm(parent: Element | undefined, formType?: string): Element | undefined {
  return parent
    ?.getChildren('x', NS_DATA)
    .find((form) => formType === undefined || formTypeOf(form) === formType)
}

export function formTypeOf(form: Element): string | undefined {
  const field = form.getChildren('field').find((each) => each.attrs.var === 'FORM_TYPE')
  return field?.getChildText('value') ?? undefined
}

export function parseForm(form: Element): DataForm {
  const parsed: DataForm = { items: form.getChildren('item').map((item) => parseFields(item)) }
  const title = form.getChildText('title')
  const instructions = form.getChildText('instructions')
  const formType = formTypeOf(form)
  if (title) parsed.title = title
  if (instructions) parsed.instructions = instructions
  if (formType) parsed.formType = formType
  if (form.getChild('field')) parsed.fields = parseFields(form)
  const reported = form.getChild('reported')
  if (reported) parsed.reported = parseFields(reported)
  return parsed
}

function parseFields(parent: Element): FormField[] {
  return parent
    .getChildren('field')
    .filter((field) => field.attrs.var !== 'FORM_TYPE')
    .map(parseField)
}

function parseField(element: Element): FormField {
  const field: FormField = {}
  const { var: name, type, label } = element.attrs
  if (name) field.var = name
  if (type) field.type = type
  if (label) field.label = label
  const description = element.getChildText('desc')
  if (description) field.description = description
  if (element.getChild('required')) field.required = true
  const options = element.getChildren('option').map((option) => {
    const value = option.getChildText('value') ?? ''
    return option.attrs.label ? { value, label: option.attrs.label } : { value }
  })
  if (options.length > 0) field.options = options
  const value = parseValue(element, type)
  if (value !== undefined) field.value = value
  return field
}

/** What a field holds by its type, which in a result stands elsewhere (§3.4). */
export function parseValue(element: Element, type: string | undefined): FormValue | undefined {
  const values = element.getChildren('value')
  const [first] = values
  if (first === undefined) return undefined
  if (type === 'boolean') return ['1', 'true'].includes(first.getText().trim())
  if (type === 'list-multi' || type === 'jid-multi' || type === 'text-multi')
    return values.map((each) => each.getText())
  if (type === 'xml') return first.children.map(String).join('')
  return first.getText()
}

/** A filled form. `formType` stands first and hidden (XEP-0068 §3). */
export function buildForm(submission: FormSubmission, formType?: string): Element {
  const kind =
    formType === undefined
      ? null
      : xml('field', { var: 'FORM_TYPE', type: 'hidden' }, xml('value', {}, formType))
  const fields = submission
    .filter((field) => field.var !== 'FORM_TYPE')
    .map(({ var: name, type, label, value }) =>
      xml(
        'field',
        { var: name, ...(type ? { type } : {}), ...(label ? { label } : {}) },
        ...valuesOf(value).map((text) => xml('value', {}, text)),
      ),
    )
  return xml('x', { xmlns: NS_DATA, type: 'submit' }, kind, ...fields)
}

function valuesOf(value: FormValue | undefined): string[] {
  if (value === undefined) return ['']
  return Array.isArray(value) ? value : [String(value)]
}
