import { wholeNumber } from '../../lib/typedNumbers.ts'
import type { OrderLine, SupplyOrder } from '../../api/types.ts'
import type { OrderStep, Parts } from './ordersApi.ts'

export type Shipment = SupplyOrder['shipments'][number]
type PieceStep = OrderStep | 'withdraw'

/** Pieces of a line that are still to be shipped. */
export const toShip = (line: Pick<OrderLine, 'quantity' | 'cancelled' | 'shipped'>): number =>
  line.quantity - line.cancelled - line.shipped

/** How many pieces of a line a step can be done with: of a shipment where it is about one. */
export function leftOf(line: OrderLine, step: PieceStep, shipment: Shipment | undefined): number {
  if (step === 'ship' || step === 'cancel' || step === 'back_order') return toShip(line)
  if (step !== 'return') return 0
  const packed = shipment?.lines.find((one) => one.line_id === line.id)
  return packed ? packed.quantity - packed.returned : 0
}

/** What is typed beside each line, as it is sent; undefined: all of it. */
export function partsOf(lines: OrderLine[], typed: Record<string, string>, left: (line: OrderLine) => number): Parts {
  const parts = lines.map((line) => ({ line_id: line.id, quantity: wholeNumber(typed[line.id] ?? '') ?? 0 }))
  if (lines.every((line, at) => parts[at]?.quantity === left(line))) return undefined
  return parts.filter(({ quantity }) => quantity > 0)
}

/** Whether what was typed is a number of pieces that are left. */
export const isQuantity = (typed: string | undefined, most: number): boolean =>
  (wholeNumber(typed ?? '') ?? Infinity) <= most

/** The lines of a shipment with what is in it. */
export const packedLines = (order: Pick<SupplyOrder, 'lines'>, shipment: Shipment) =>
  shipment.lines.flatMap((packed) => {
    const line = order.lines.find(({ id }) => id === packed.line_id)
    return line ? [{ line, quantity: packed.quantity, returned: packed.returned }] : []
  })
