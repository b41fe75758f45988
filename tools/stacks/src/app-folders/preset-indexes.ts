import { presetsFolder, requirePart, sourcesIn } from './app-folders';
import { arrayDeclaration, generatedText, type GeneratedSource, keyOf } from './generated-source';
import { type WorkspaceFiles } from './workspace-files';

/** The indexes of the presets: their names, and their shapes by name. */
export function presetIndexes(files: WorkspaceFiles): GeneratedSource[] {
  const presets = sourcesIn(files, presetsFolder);
  for (const preset of presets) {
    requirePart(files, {
      file: `${presetsFolder}/${preset}.ts`,
      line: 'export const preset: Preset = { ...production, regions: { … } };',
      pattern: /^export const preset\b/m,
    });
  }
  const names = presets.map((preset) => `'${preset}'`);
  return [
    {
      file: `${presetsFolder}/preset-names.generated.ts`,
      text: generatedText([
        '/** The reference systems; the README of this lib says what each is for. */',
        ...arrayDeclaration('export const presetNames', names, ' as const'),
        '',
        '/** The shape an environment starts from. */',
        'export type PresetName = (typeof presetNames)[number];',
      ]),
    },
    {
      file: `${presetsFolder}/presets.generated.ts`,
      text: generatedText([
        "import { type Preset } from '../fields/preset';",
        "import { type PresetName } from './preset-names.generated';",
        '',
        '/** Every preset by name, loaded when it is the one asked for. */',
        'export const presets: Readonly<Record<PresetName, () => Preset>> = {',
        ...presets.map(
          (preset) =>
            `  ${keyOf(preset)}: () => (require('./${preset}') as typeof import('./${preset}')).preset,`,
        ),
        '};',
      ]),
    },
  ];
}
