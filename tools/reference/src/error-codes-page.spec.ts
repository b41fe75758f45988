import { errorCodesPage } from './error-codes-page';

const errors = `# Errors

## What AWS answers, and why

| Code       | What happened        | What heals            |
| ---------- | -------------------- | --------------------- |
| \`StateLost\` | a state is \\| gone | \`recover\`, then again |

## Options

| Code        | What happened | What heals |
| ----------- | ------------- | ---------- |
| \`BadOption\` | a typo        | [edit](x.md) |
`;

test('codes are listed in alphabetical order, each with a link to its section', () => {
  const lines = errorCodesPage(errors)
    .text.split('\n')
    .filter((line) => line.startsWith('| `'));

  expect(lines).toEqual([
    '| `BadOption` | a typo | [edit](../x.md) | [Options](../errors.md#options) |',
    '| `StateLost` | a state is \\| gone | `recover`, then again | [What AWS answers, and why](../errors.md#what-aws-answers-and-why) |',
  ]);
});
