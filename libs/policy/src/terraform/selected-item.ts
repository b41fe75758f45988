/**
 * The item of a list at an index. Of a list that only Terraform has, the text that stands for the list gets the index:
 * CloudFormation selects from lists only.
 */
export function selectedItem(list: unknown, index: unknown): unknown {
  if (Array.isArray(list)) return list[Number(index)];
  const [separator, parts] = joinIn(list) ?? [];
  return Array.isArray(parts)
    ? { 'Fn::Join': [separator, [...(parts as unknown[]), String(index)]] }
    : { 'Fn::Select': [index, list] };
}

function joinIn(value: unknown): readonly unknown[] | undefined {
  const { 'Fn::Join': join } = (value ?? {}) as { readonly 'Fn::Join'?: unknown };
  return Array.isArray(join) ? (join as unknown[]) : undefined;
}
