import type { Raw, StateOf } from '../../lib/listSchema.ts'
import { defineList, flag, id, oneOf, text, several } from '../../lib/listSchema.ts'

export const itemKinds = ['original', 'remanufactured', 'compatible'] as const
export const asrRoutes = ['fleet_agent', 'native_agent', 'none', 'unchecked'] as const

const itemsUrl = {
  search: text,
  manufacturer: text,
  supply_type: several(text),
  colorant: several(text),
  kind: several(oneOf(itemKinds)),
  active: flag,
}
export const itemsList = defineList('/api/v1/catalog-items', itemsUrl, {
  sorts: ['part_number', 'name', 'manufacturer', 'updated_at', 'active', 'kind', 'price', 'supply_type', 'yield_pages'],
  parameters: {
    search: 'same',
    manufacturer: 'same',
    supply_type: 'same',
    colorant: 'same',
    kind: 'same',
    active: 'same',
  },
})
export type ItemsSearch = StateOf<typeof itemsList>

const modelsUrl = { search: text, manufacturer: text, route: oneOf(asrRoutes), in_fleet: flag }
export const modelsList = defineList('/api/v1/catalog-models', modelsUrl, {
  sorts: ['model', 'printers'],
  parameters: { search: 'same', manufacturer: 'same', route: 'same', in_fleet: 'same' },
})
export type ModelsSearch = StateOf<typeof modelsList>

/** Models with a supply that no item is ordered for. */
export const missingList = defineList(
  '/api/v1/catalog-models',
  { search: text, manufacturer: text },
  {
    sorts: ['model', 'printers'],
    parameters: { search: 'same', manufacturer: 'same', missing: () => true },
  },
)
export type MissingSearch = StateOf<typeof missingList>

/** The printers of these models. */
export const missingPrintersList = defineList(
  '/api/v1/printers-without-items',
  { of_organization: id, model_id: id, manufacturer: text, supply_type: text, colorant: text },
  {
    parameters: {
      of_organization: 'same',
      model_id: 'same',
      manufacturer: 'same',
      supply_type: 'same',
      colorant: 'same',
    },
  },
)
export type MissingPrintersSearch = StateOf<typeof missingPrintersList>

/** A new item: empty, or for a supply that has none. */
export interface NewItemSearch {
  manufacturer?: string
  model?: string
  supply_type?: string
  colorant?: string
}
export const newItemSearch = (raw: Raw): NewItemSearch => ({
  manufacturer: text(raw.manufacturer),
  model: text(raw.model),
  supply_type: text(raw.supply_type),
  colorant: text(raw.colorant),
})

/** The import that is shown; without one a file is chosen. */
export interface CatalogImportSearch {
  import_id?: string
}
export const importSearch = (raw: Raw): CatalogImportSearch => ({ import_id: id(raw.import_id) })
