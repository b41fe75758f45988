import { emulatorBranches } from './emulator-branches';

const of = (text: string) => emulatorBranches('libs/x/src/x.ts', text);

test.each([
  [
    'a function',
    "/** Says it. @emulator It is left out. */\nfunction f({ target }) { return target === 'emulator'; }",
  ],
  ['an arrow', "/** @emulator It is left out. */\nconst f = (e) => e.target !== 'aws';"],
  [
    'a method',
    "class C {\n  /** @emulator It is left out. */\n  m() { if (this.environment.target === 'aws') return; }\n}",
  ],
  [
    'a property',
    "const o = {\n  /** @emulator It is left out. */\n  judge: (e) => ('emulator' === e.target ? 1 : 2),\n};",
  ],
  ['a statement', "function f() {\n  /** @emulator It is left out. */\n  if (target === 'emulator') g();\n}"],
  [
    'two questions in one function',
    "/** @emulator It is left out. */\nfunction f() { return target === 'emulator' || target !== 'aws'; }",
  ],
])('the tag of %s explains the target checks inside it', (_, text) => {
  expect(of(text)).toEqual({
    explained: [{ file: 'libs/x/src/x.ts', text: 'It is left out.' }],
    unexplained: [],
  });
});

test('a target check without an explanation is reported with its line', () => {
  expect(of("/** No tag. */\nfunction f() {\n  return target === 'emulator';\n}")).toEqual({
    explained: [],
    unexplained: [{ file: 'libs/x/src/x.ts', line: 3 }],
  });
});

test.each(["kind === 'emulator'", "target === 'other'", "target + 'emulator'", 'target === emulator'])(
  '%s is not a target check',
  (expression) => {
    expect(of(`const x = ${expression};`)).toEqual({ explained: [], unexplained: [] });
  },
);

test('resources that drift does not look for are included, by the name of their kind', () => {
  const kind = "export const k = { name: 'policy of a vault', emulatorLacks: 'there is none' };";

  expect(of(kind).explained).toEqual([
    {
      file: 'libs/x/src/x.ts',
      text: 'Drift does not look for an added policy of a vault: there is none.',
    },
  ]);
  expect(of("export const k = { name: 'policy of a vault' };").explained).toEqual([]);
});
