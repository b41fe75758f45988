import { commandsIn, nextOf, retyped } from './printed-next';
import { isOther, type ProvokedRemedy, type Remedies } from './remedy';
import { Scene } from './scene';

/**
 * Tests that each remedy heals: provokes the error, follows the printed advice literally, and runs the command again.
 */
export function testRemedies(remedies: Remedies): void {
  const provoked = Object.entries(remedies).flatMap(([code, remedy]) =>
    isOther(remedy)
      ? []
      : [remedy]
          .flat()
          .map((each): [string, ProvokedRemedy] => [`${code}${each.when ? `, ${each.when}` : ''}`, each]),
  );
  test.each(provoked)('the printed remedy of %s heals', async (name, remedy) => {
    const [code = ''] = name.split(',');
    await expectHealed(code, remedy);
  });
}

async function expectHealed(code: string, remedy: ProvokedRemedy): Promise<void> {
  const { fault, take, person, healed, instead } = remedy;
  const scene = new Scene();
  const command = await fault(scene);
  const first = await scene.type(command);
  expect([first.codes, first.text]).toEqual([expect.arrayContaining([code]), expect.any(String)]);
  expect(first.good).toBe(false);
  // The fault stays until somebody does something about it.
  const second = await scene.type(command);
  expect(second.codes).toContain(code);

  const next = nextOf(second.text, code);
  const commands = printedCommands(next, remedy);
  if (take instanceof RegExp) expect(commands).not.toEqual([]);
  const { again = retyped } = remedy;
  const typedAgain = again(command, next);
  // Without any advice, the fault could not go away.
  expect(commands.length > 0 || person !== undefined || typedAgain !== command).toBe(true);
  await person?.(scene, next);
  const line = instead ? commands.pop() : typedAgain;
  for (const each of commands) await scene.goodly(each);
  const last = await scene.type(line ?? '');
  expect([last.codes, last.good, last.text]).toEqual([[], true, expect.any(String)]);
  healed?.(scene, last);
}

function printedCommands(next: string, { take, fill = {} }: ProvokedRemedy): string[] {
  if (take === 'none') return [];
  return commandsIn(next)
    .filter((command) => !take || take.test(command))
    .map((command) =>
      Object.entries(fill).reduce((filled, [word, written]) => filled.replace(word, written), command),
    );
}
