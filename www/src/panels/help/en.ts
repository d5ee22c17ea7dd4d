// What every control and quantity is, in one English sentence each.

import { enPanels } from './en-panels';
import { enSetting } from './en-setting';

export const en = {
  about: 'Point at anything, or move to it with Tab: here stands what it is.',
  close: 'Close help',
  keys: [
    ['Space', 'plays and pauses'],
    [', .', 'one step back, one on; also ← → outside sliders'],
    ['Home End', 'first and last step'],
    ['← ↑ → ↓', 'on the plane: move the start; with Shift in smaller moves'],
    ['+ − 0', 'on the plane: zoom in, out, and back to all'],
    ['Ctrl Z, Ctrl Shift Z', 'undo, redo'],
    ['?', 'this help'],
  ] as readonly (readonly [string, string])[],
  says: {
    // the picture
    plane:
      'The surface from above: darker is lower, a line joins places of one height, and every path starts at the ring; press anywhere to start there.',
    start: 'Where the optimizers start, as a point x, y: another start may lead to another minimum.',
    ramp: 'Which height each shade stands for; on a log scale every shade is a multiple of the one before.',
    surface: 'The function that is minimised; every optimizer sees only its slope where it stands.',
    story: 'What happened, in numbers taken from this very run.',
    'zoom-in': 'Shows a smaller part of the plane, larger; the wheel with Ctrl or ⌘ and two fingers do so too.',
    'zoom-out': 'Shows a larger part of the plane, so that a path that left may be seen again.',
    'zoom-all': 'Back to the part of the plane that is worth seeing of this surface.',
    'zoom-ratio':
      'Whether a unit is as long upwards as to the side: only then are right angles seen as right angles, while unequal axes show flat valleys better.',

    // time
    play: 'Lets time run, one update of every optimizer after the other.',
    pause: 'Stops time where it is; nothing is lost.',
    restart: 'Back to the start, before the first step.',
    back: 'One step back.',
    forward: 'One step on: one update of every optimizer.',
    scrub: 'Which step is shown; all of them are computed already.',
    speed: 'How many steps are shown a second.',
    reseed:
      'Draws other data, noise and batches from a new seed; the seed stands in the document, so a link gives the same.',
    panels: 'Shows and hides the buttons of the panels: what there is to look into, to map and to take along.',
    undo: 'Takes the last change back.',
    close: 'Closes this panel. Undo brings it back, with what was chosen in it.',
    redo: 'Makes the change again that was taken back.',
    help: 'Opens and closes this line, which says what is under the hand or the focus; the key ? does so too.',

    // the runs
    run: 'One optimizer with its settings, which starts where all others start.',
    swatch: 'How this optimizer is drawn everywhere, by colour, dash and marker; drag it to another place in the list.',
    loss: 'f at the point where this optimizer stands now: the lower, the better.',
    reason: 'Why this optimizer is out of the picture, or is not drawn.',
    menu: 'Renames, copies, hides, moves or removes this optimizer.',
    more: 'All settings of this optimizer: its rule, its schedule, and what it has of its own.',
    add: 'Puts another optimizer beside these, with a learning rate that goes well here.',
    'menu-rename': 'Gives this optimizer a name of your own; without one it is called by its rule.',
    'menu-duplicate': 'Adds the same once more, so that one setting of it can be changed and compared.',
    'menu-hide': 'Takes this optimizer out of pictures and panels; it stays in the experiment, and comes back by Show.',
    'menu-show': 'Draws this optimizer again.',
    'menu-up': 'Moves this optimizer up the list; it keeps its colour.',
    'menu-down': 'Moves this optimizer down the list; it keeps its colour.',
    'menu-remove': 'Takes this optimizer out of the experiment; Undo brings it back.',

    // optimizers
    'optimizer-gd': 'GD goes against the gradient, by the learning rate times the slope.',
    'optimizer-momentum':
      'Momentum adds a part of the last step to the next: zigzags cancel, and along a valley it gathers speed.',
    'optimizer-momentum_ema': 'Momentum in its other spelling: it follows the average of past gradients.',
    'optimizer-nesterov': 'Nesterov takes the gradient where momentum is about to carry it, so it brakes earlier.',
    'optimizer-adagrad':
      'AdaGrad divides each axis by the root of its summed squared gradients: steep axes are slowed, and all slow down in time.',
    'optimizer-rmsprop': 'RMSProp divides each axis by the root of its recent squared gradients, so it does not tire.',
    'optimizer-adadelta':
      'AdaDelta scales each axis by how far it went lately over how steep it was, and hardly needs a learning rate.',
    'optimizer-adam':
      'Adam takes the averaged gradient for direction and its averaged square for scale, both corrected for their start at 0.',
    'optimizer-adamw': 'AdamW is Adam with a weight decay that its scaling does not touch.',
    'optimizer-amsgrad': 'AMSGrad is Adam whose scale never shrinks, so that rare steep gradients are not forgotten.',
    'optimizer-adamax': 'AdaMax is Adam that scales by the largest recent gradient in place of an average.',
    'optimizer-nadam': 'NAdam is Adam that looks one step ahead, as Nesterov does.',
    'optimizer-radam': 'RAdam is Adam that trusts its scale only once it has seen enough gradients.',
    'optimizer-adabelief':
      'AdaBelief scales by how far gradients differ from their average: it goes far where they are as expected.',
    'optimizer-lion': 'Lion goes by the sign of a mixed average alone: every step is as long on both axes.',
    'optimizer-sign': 'Sign descent goes by the gradient’s signs alone, so steep and flat ground give equal steps.',
    'optimizer-written': 'A rule of your own, written as text: what it says is what runs.',

    // hyper-parameters
    lr: 'How far each step goes along the slope: too small crawls, too large overshoots.',
    momentum: 'How much of the last step goes on: 0 is plain descent, 0.9 is usual, near 1 overshoots.',
    beta: 'How slowly the averaged gradient forgets: 0 keeps only the newest, 0.9 about the last ten.',
    beta1: 'How slowly the average of the gradients forgets: 0.9 keeps about the last ten.',
    beta2: 'How slowly the average of the squared gradients forgets: 0.999 keeps about the last thousand.',
    decay: 'How slowly the squared gradients are forgotten; in the schedule, how fast the rate falls.',
    eps: 'A small number added below, so that nothing is divided by zero.',
    weight_decay: 'Pulls the point towards 0 a little in every step.',
    bias_correction: 'Averages start at 0 and are too small at first; this divides by 1 − βᵗ to make up for it.',
    param: 'A number that this rule’s own text declares after “param”.',
    reset: 'Takes this value out of the document, so that its default holds again.',
    remove: 'Takes this out of the experiment; Undo brings it back.',
    rule: 'What happens in one step, line by line: what is right of an arrow goes into what is left of it.',
    'rule-edit': 'Opens the rule as text; a published one is copied first, so that yours runs beside it.',
    'rule-text': 'The rule as text, tried while you type: what is wrong is underlined, and the last right one runs on.',
    'rule-done': 'Closes the text and shows the rule as a formula.',
    'rule-original': 'Puts back the text as it was when you opened it.',

    // schedules, batches, what a run has of its own
    schedule: 'How the learning rate changes from step to step.',
    schedule_per: 'Whether the schedule counts updates, or rounds through all rows.',
    warmup: 'Over how many steps the learning rate first rises from near 0.',
    rates: 'The learning rate of every step; the dot is the step that is shown.',
    every: 'After how many steps the rate falls by a stair.',
    factor: 'What is left of the rate each time.',
    rate: 'What is left of the rate after each step.',
    steps: 'How many updates each optimizer takes; in a schedule, over how many it changes.',
    floor: 'The part of the learning rate that is left in the end.',
    peak: 'How many times the learning rate the highest point is.',
    patience: 'How many steps without progress are borne before the rate falls.',
    threshold: 'By what share the loss must fall to count as progress.',
    clip: 'A gradient longer than this is shortened to it; its direction stays.',
    batch:
      'How many rows an update sees: all give the true gradient, a few a shaking one that costs less; those of this update are marked.',
    noise: 'How strongly each component of a gradient is shaken: a shaken path may leave a shallow minimum.',
    'own-start': 'Lets this optimizer start elsewhere than the others.',
    'own-batch': 'Lets this optimizer see another number of rows in each update than the others.',
    layers: 'The hidden layers of this optimizer’s network, where they are not those of all.',
    penalty: 'What large weights cost this optimizer, where it is not what they cost all.',

    // the curves
    curve:
      'What was chosen, after each step of every optimizer: move along to see all of them at a step, here and on the plane, and press to go there.',
    'curve-quantity':
      'What the curves are of: f, how far it still is, how long the gradient was, or the rate of each step.',
    'curve-scale': 'On a log scale every line is ten times the one below, and steady progress is a straight line.',
    'curve-against':
      'A rule that asks for several gradients a step pays for each: by gradients computed, the race is fair.',
    readout:
      'Every optimizer’s value at this step; with many seeds the median, and in brackets the quartiles, between which half of all seeds lie.',

    ...enPanels,
    ...enSetting,
  },
};

/** What has a sentence: every language has the same. */
export type Says = Readonly<Record<keyof typeof en.says, string>>;
