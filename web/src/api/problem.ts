/** One part of a request that was refused: a JSON pointer into the body, or the name of a parameter of the query. */
export interface FieldProblem {
  pointer?: string
  parameter?: string
  code: string
  title?: string
  detail?: string
  /** A value that may be sent there. */
  choice?: string
}

/** RFC 9457 problem+json as the server writes it. */
export interface ProblemBody {
  type?: string
  title: string
  status: number
  detail?: string
  code: string
  errors?: FieldProblem[]
  request_id?: string
}

/** What every failed call throws. Status 0: no answer came back at all. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly detail: string | undefined
  readonly fields: FieldProblem[]
  readonly requestId: string | undefined

  constructor(problem: ProblemBody) {
    super(problem.title)
    this.name = 'ApiError'
    this.status = problem.status
    this.code = problem.code
    this.detail = problem.detail
    this.fields = problem.errors ?? []
    this.requestId = problem.request_id
  }

  /** The server cannot be reached, or is not ready; trying again may help. */
  get unreachable(): boolean {
    // Of whom our server asks, not of our server.
    if (this.code.startsWith('provider_')) return false
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504
  }
}

/**
 * The server said something: what is sent after that is another call. Without an answer nobody knows whether it was taken,
 * so that it is sent again with the same Idempotency-Key.
 */
export const wasAnswered = (error: unknown): boolean => !(error instanceof ApiError) || !error.unreachable

export function isProblem(value: unknown): value is ProblemBody {
  return typeof value === 'object' && value !== null && 'title' in value && 'status' in value
}

export function toApiError(body: unknown, response: Response | undefined): ApiError {
  const requestId = response?.headers.get('x-request-id') ?? undefined
  if (isProblem(body)) return new ApiError({ request_id: requestId, ...body })
  return new ApiError({ title: '', code: response ? 'unexpected_answer' : 'unreachable', status: response?.status ?? 0, request_id: requestId })
}

/** "/address/city" -> "address.city": the name that the form gives the field. */
export function pointerToName(pointer: string): string {
  return pointer.replace(/^\//, '').split('/').map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~')).join('.')
}

/** What was refused, in the words of the fields, for a place that has no field to mark. */
export function fieldTexts(error: ApiError): string | undefined {
  return error.fields.length === 0 ? undefined : error.fields.map(({ detail, code }) => detail ?? code).join(' ')
}
