/** A refusal of an AWS service, with the code that its SDK client turns into the name of an error. */
export class TestRefusal extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly httpStatus = 400,
  ) {
    super(message);
  }
}

/** Objects as elements, lists as `member` elements: the query protocol of AWS. */
export function xml(value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => `<member>${xml(item)}</member>`).join('');
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([name, inner]) => `<${name}>${xml(inner)}</${name}>`)
      .join('');
  }
  return String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** The answer to a call of the query protocol. */
export function queryAnswer(action: string, result: object): string {
  return `<${action}Response><${action}Result>${xml(result)}</${action}Result></${action}Response>`;
}

/** A refusal in the query protocol. */
export function queryRefusal({ code, message }: TestRefusal): string {
  return `<ErrorResponse><Error>${xml({ Type: 'Sender', Code: code, Message: message })}</Error></ErrorResponse>`;
}

/** The items of a list parameter: `Name.member.1`, and of objects `Name.member.1.Key`. */
export function members(question: URLSearchParams, name: string): Record<string, string>[] {
  const found: Record<string, string>[] = [];
  for (const [key, value] of question) {
    const [, index, field = ''] = new RegExp(`^${name}\\.member\\.(\\d+)(?:\\.(.+))?$`).exec(key) ?? [];
    if (index === undefined) continue;
    found[Number(index) - 1] = { ...found[Number(index) - 1], [field]: value };
  }
  return found;
}
