// What every control and quantity is, in one English sentence each.

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

    // panels
    'panel-surface': 'Pick another surface, or write your own f(x, y).',
    'panel-data': 'The rows that the loss is a mean over: draw them, or bring your own.',
    'panel-probe': 'Value, slopes and curvature at a point, and the directions there.',
    'panel-slices': 'The surface cut through the point along x and along y, with the tangents.',
    'panel-fair':
      'Optimizers compared with equally many trials each: what is told is what holds with other data and weights too.',
    'fair-rates': 'How many learning rates each optimizer is tried with, over three decades around its usual one.',
    'fair-seeds': 'With how many fresh seeds the best of them runs again: more of them tell smaller differences.',
    'fair-epochs': 'For how many epochs each trial trains.',
    'fair-compare': 'Begins the comparison; what is shown goes on meanwhile.',
    'fair-says': 'Whether the best two are apart: they are where the middle halves of their results do not meet.',
    'fair-table': 'The best first: its rate, its median on the test, and between which values the middle half lies.',
    'fair-take': 'Gives the optimizer this learning rate, from its start.',
    'fair-chart': 'How much the loss depends on the learning rate: a flat valley forgives a wrong guess.',
    'panel-batches': 'One row, some or all of them an update: what that changes, at equally many rows seen.',
    'batches-compare': 'Puts the selected optimizer with several sizes of batches in place of what is here.',
    'batches-sizes': 'Which sizes are compared; each is a run of its own.',
    'batches-scaled':
      'A batch twice as large has a gradient twice as sure, and may take steps twice as long: so the rate grows with it.',
    'batches-warm':
      'The rate rises from near 0 over the first three epochs, so that a large one does no harm at the start.',
    'batches-table': 'How often each size moves in an epoch, with which rate, and where it is by now.',
    'panel-race': 'How all optimizers have done by the epoch that is shown, and who came to the target first.',
    'race-says': 'Who came to the target first, and when the next did.',
    'race-on': 'Which number decides; of rows held out it says how well it will do on others.',
    'race-target': 'What there is to reach: the first epoch at whose end a run is there counts.',
    'race-stop': 'Time stops at the epoch in which the first run comes to the target.',
    'race-table':
      'Each run’s best so far, how it is at this epoch, and when it came to the target: by epochs, updates and seconds.',
    'one-batch': 'Learns from one batch more, so that one sees what a single update does.',
    changes: 'What was changed while it learned: it stands in the document, and happens again at the same update.',
    'unit-card': 'A unit by its numbers: its bias, and the weights of all that leads to it. Each can be moved.',
    'unit-before': 'Shows the unit before this one.',
    'unit-after': 'Shows the next unit, through all layers.',
    'panel-network': 'The data, what the network sees of them, its layers, and how it learns.',
    classes: 'How many kinds of points there are.',
    test: 'The share of rows that it never learns from: they say how well it does on what is new.',
    units: 'How many units the layer has. More can bend the boundary in more places, and need more work.',
    activation: 'What each unit does with its sum; without one, all layers together are one straight line.',
    epochs: 'How often it sees all rows.',
    init: 'How the first weights are drawn: as large as lets sums neither fade nor grow from layer to layer.',
    l1: 'A cost for the size of each weight: it makes those that are not needed zero.',
    l2: 'A cost for the square of each weight: it keeps all of them small, and boundaries calm.',
    'network-features': 'What the network sees of a point: each is a formula of x and y, and an input of its own.',
    'network-add': 'Adds a hidden layer before the output.',
    'network-remove': 'Takes this hidden layer out.',
    distribution:
      'Whether first weights are drawn from a bell curve or evenly from a range; their variance is the same.',
    depth: 'How many hidden layers there are, all alike where they are new.',
    'panel-layers':
      'What every layer says and which gradient comes back to it: whether signals fade or explode on their way.',
    std: 'The standard deviation of the first weights, in all layers alike.',
    'layers-says':
      'What is wrong with how signals go through the layers, or that nothing is, with the number that says so.',
    'layers-lines':
      'How widely values are spread in each layer: a line that falls to the left is a gradient that vanishes on its way back.',
    'layers-shown': 'Shows the weights beside what units say and their gradients.',
    'layers-own':
      'Gives every histogram the scale of its own values; otherwise those of a column share one, and can be compared.',
    'layers-activations':
      'What the layer’s units say of 500 training rows at most, with their mean, spread, and the share that is exactly 0.',
    'layers-gradients':
      'The slopes of the loss by the layer’s weights: where they are next to 0, the layer does not learn.',
    'layers-weights': 'The layer’s weights as they are, and their size together.',
    'layers-ratio':
      'How far the next update moves the layer’s weights, as a share of their size: about 0.001 is usual.',
    'layers-name': 'A layer with its units; the output comes last.',
    'panel-finder':
      'One short training whose learning rate grows with every update: where the loss falls, and where it runs away.',
    'finder-chart':
      'The loss of each batch, thin, and smoothed, thick, at the rate of its update; a click takes the rate over.',
    'finder-says': 'Which rate is suggested and why, or what the loss was at the rate under the hand.',
    'finder-take': 'Gives the optimizer the suggested learning rate; Undo takes it back.',
    'finder-from': 'The learning rate of the first update: so small that hardly anything happens.',
    'finder-to': 'The learning rate of the last update, if it gets that far: large enough that the loss runs away.',
    'finder-updates':
      'In how many updates the rate goes from one end to the other: more of them are smoother, and take longer.',
    'panel-images': 'Pictures with what the network says of each, and a pad to draw one yourself.',
    'images-take': 'Trains on pictures instead: of 8 × 8 pixels, or drawn ones of 28 × 28.',
    'images-pad': 'Draw a digit with mouse, finger, pen or keys: the network is asked about it while you draw.',
    'images-seen':
      'Your drawing as the network gets it: moved and scaled as its own pictures are, and with as few pixels.',
    'images-undo': 'Takes back the last stroke.',
    'images-clear': 'Takes back all strokes.',
    'images-bars': 'What the network gives to each class for your drawing; the longest bar is what it says.',
    'images-part': 'Of which rows the pictures are: those it learns from, or those held out.',
    'images-sample':
      'A row: its picture, its true class in bold, and beside it what the network says and how sure it is; ✗ is wrong.',
    'images-leaf': 'Shows others.',
    'images-worst': 'The rows with the largest loss, the worst first: some are hard, some may be labelled wrong.',
    'images-now':
      'Looks for the worst rows once more, as the network is now; it is done by itself when time stands still.',
    'images-filters':
      'The weights that lead to one unit of the first layer, each at the pixel it comes from: what the unit looks for.',
    'images-scale': 'What the colours of the weights mean: the same for all units, up to the largest weight.',
    'panel-landscape':
      'The loss around the weights of the optimizer: a plane through a space of as many dimensions as there are weights.',
    'landscape-plane':
      'Along which two directions the weights are moved: random ones, or those in which the optimizer itself has moved most.',
    'landscape-picture':
      'The loss of the network with its weights moved this far along both directions: darker is lower; the ball is where it stands.',
    'landscape-says':
      'The loss under the hand; else at the ball and at its lowest, and how much of the way the plane shows.',
    'landscape-shades': 'Which loss each shade stands for.',
    'landscape-radius': 'How far the weights are moved: at 1 a unit is at most twice as large, or 0.',
    'landscape-seed': 'The number that the random directions are drawn from: the same seed, the same directions.',
    'landscape-redraw': 'Draws two other random directions: what all of them show is no accident.',
    'data-kind-net': 'Which rows it learns from: drawn on the plane, or pictures of digits.',
    distortion: 'How differently the digits are written; 0 is one hand.',
    validation: 'How much of the rows it never learns from, to choose settings by.',
    'rows-reseed': 'Draws other rows of the same kind, and splits them anew; rows of your own are only split anew.',
    'rows-here':
      'What it learns from now: how many rows, what each has, how they are split, and what was left out and why.',
    'rows-file': 'Reads CSV, or images and labels as MNIST has them; they stay on this computer.',
    'rows-paste': 'A table from a spreadsheet or a text: the first line may have names.',
    'rows-reading': 'How far it is; it can be stopped, and nothing changes then.',
    'rows-told': 'What was found in the files, or what is wrong with them.',
    'rows-read': 'What was read of the table.',
    'rows-pair': 'Several images with labels were handed in: these are learned from.',
    'rows-target': 'The column that is to be learned; all others are what it sees.',
    'rows-as': 'Whether the column is of classes, to be told apart, or of numbers, to be met.',
    'rows-use': 'Takes the table over as data. Small ones go into the document, large ones stay beside it.',
    'rows-points': 'What a press on the large picture does: it may add a row there, or take the nearest one away.',
    'rows-mode': 'What a press on the large picture does. Rows that were drawn become rows of the document with it.',
    'rows-class': 'Which class new points get; + makes a new one.',
    'rows-value': 'Which value new points get.',
    'rows-typed': 'Adds a point by its coordinates.',
    'rows-save':
      'Saves every row with its inputs, its target, and whether it is to learn from, for choosing, or for the test.',
    'panel-trials':
      'The optimizer with other settings, each trained from several seeds: which of them do well, and where it breaks.',
    'trials-across': 'Which setting is tried with other values across the picture.',
    'trials-up': 'Which second setting is tried with other values upward; without one, the first makes a curve.',
    'trials-mode': 'Whether values come from a range and their number, or are typed one by one.',
    'trials-range': 'From which value to which, and in how many: sizes by equal factors, other numbers by equal steps.',
    'trials-list': 'The values to try, with commas between them.',
    'trials-values': 'The values that are tried.',
    'trials-measure': 'What a setting is measured by: rows held out show what was learned, not what was remembered.',
    'trials-best': 'Whether a training counts by how it ends, or by its best epoch.',
    'trials-seeds':
      'With how many seeds each setting is trained: other rows, other first weights, another order; the median counts.',
    'trials-epochs': 'How often each trial sees all rows.',
    'trials-start': 'Begins the trials: they take so long that they do not begin by themselves.',
    'trials-chart':
      'What came of each setting; the dashed frame is the one that holds now, and a click takes one over.',
    'trials-says': 'What came of the setting under the hand, with its quartiles; else the best one so far.',
    'trials-bar': 'Which colour stands for what, from the best setting to the worst.',
    'panel-table': 'Every number of one step, set into the formula: to check by hand.',
    'panel-basin': 'From every pixel a path: which minimum it comes to, and how soon.',
    'panel-sweep': 'Every learning rate with every other value: where it arrives, and where it breaks.',
    'panel-space': 'The surface and the paths in three dimensions.',
    'panel-export': 'Pictures, numbers, code and a link to take along.',

    // surface
    f: 'The function that is minimised, and in the probe its height at the point.',
    'surface-formula': 'The formula of your own surface in x and y, drawn while you type; what is wrong is underlined.',
    row: 'The loss of one row: x and y are what is fitted, the other letters are its columns, and the surface is the mean over all rows.',
    'library-find': 'Finds surfaces by their names, English or Korean.',
    'library-entry':
      'A surface of the library with what it teaches; it comes with its own start and with rates that suit it.',
    syntax: 'How formulas are written, with every function that they know.',
    'syntax-example': 'Puts this formula in the field, to be changed there.',
    given: 'A number with a name that every formula here may use: move it, and all that is made of it follows.',
    'given-name': 'What formulas call the new constant: a letter first, then letters, digits and _.',
    'given-value': 'The number that the new constant begins with.',
    'given-add': 'Adds the constant with a slider of its own.',
    'given-drawn': 'A constant that is drawn at random from the seed: other seeds, other numbers.',
    'given-from': 'The least number that the constant can become.',
    'given-to': 'The greatest number that the constant can become.',
    'given-step': 'How far apart the numbers are that it can become; left empty, it may be any between the bounds.',

    // data
    'data-kind':
      'Where the rows come from: drawn around a known shape, so that one sees what should come out, or a table of yours.',
    'data-picture':
      'The rows as points, those of this update marked, and lines for what each optimizer fits at this step.',
    'data-axis': 'Which column is drawn along this axis.',
    'data-save': 'Saves the rows as they are, with all digits.',
    'data-table':
      'Rows of numbers, pasted as they come from a spreadsheet: commas, tabs or semicolons, with or without names on top.',
    'data-file': 'Reads a CSV or text file; it stays on this computer.',
    'data-example': 'Puts a small table in the field, to see how one is written.',
    'data-read': 'What was read of the table: its rows and columns, and what was left out and why.',
    'data-scale':
      'Shifts and stretches each column to mean 0 and spread 1: the valley becomes round, and one rate suits both parameters.',
    'data-use': 'Takes the table over; a loss that suits its columns is written for it.',
    samples: 'How many rows are drawn: with more of them the minimum lies nearer to the true values.',
    'data-noise': 'How far rows lie from the shape that they are drawn around.',
    outliers: 'The share of rows that lie far off, all to one side: see how they pull the fit.',
    'data-reseed': 'Draws other rows of the same kind; batches and noise stay.',

    // probe
    'probe-point': 'Which point is looked at: where the optimizer is, or one that you pin.',
    'probe-at': 'The point that is looked at, as x and y.',
    x: 'The x of the pinned point.',
    y: 'The y of the pinned point.',
    '∂f/∂x':
      'The partial derivative by x: the slope along x while y is held still, which the tangent in the slice shows.',
    '∂f/∂y':
      'The partial derivative by y: the slope along y while x is held still, which the tangent in the slice shows.',
    '|∇f|': 'The size of the gradient: the greatest slope there is in any direction, and zero at a minimum.',
    hessian:
      'The second derivatives: how fast the slope along x and along y changes, and, beside the diagonal, each along the other.',
    curvatures:
      'The Hessian’s eigenvalues, the least and the greatest bend: both positive in a bowl, of opposite signs at a saddle, far apart in a narrow valley.',
    limits:
      'Above this learning rate an optimizer does not settle in a bowl that bends as the surface does here: 2/λ for GD, by the greatest λ; rules that scale their own steps have none.',
    'probe-copy': 'Copies every number of this panel with all its digits, a line each.',
    'probe-dial': 'A ring around the point with a direction u, whose hand can be dragged.',
    angle: 'The direction u in degrees, counted from the x-axis against the clock.',
    'probe-slope': 'The slope in direction u, ∇f·u: greatest along ∇f, least against it, zero along the contour.',
    'probe-downhill': 'The arrow −∇f at the optimizer: the steepest way down here, at a right angle to the contour.',
    'probe-carried':
      'What the rule carries along from earlier steps, a velocity or an averaged gradient: see how far it points away from −∇f.',
    'probe-step': 'The step Δ that comes next, made of all this: see whether it follows −∇f or what is carried along.',
    'probe-field':
      'The arrows −∇f all over the plane: each points the steepest way down, and they shrink near a minimum.',

    // slices
    slice: 'f along one axis while the other variable is held still; the straight line is the tangent at the point.',
    'slice-start': 'The start along this axis: drag it, or use the arrow keys.',

    // the table of the step
    'table-run': 'Whose step is shown.',
    'table-digits': 'Shows every digit that the engine computes with, in place of four.',
    'table-go': 'Shows a step that was taken, with its numbers.',
    'table-step': 'Which update it is: its time t, and the learning rate that the schedule gave it.',
    'table-gradient': 'The slopes along x and y that the rule was given, with the batch and the noise of this update.',
    'table-clipped': 'The gradient as it was, and as the rule got it where it was longer than the limit.',
    'table-loss': 'f before and after the step: it fell if the right one is smaller.',
    'table-before': 'What each number was before this step.',
    'table-after': 'What each number is after this step; the next step begins with it.',
    'table-change': 'After minus before: for x and y this is the step itself.',
    'table-point': 'The point where the optimizer stands, by coordinate.',
    'table-copy': 'Copies these steps as CSV, every number with all its digits.',
    'table-download': 'Saves these steps as a CSV file, every number with all its digits.',
    state: 'A vector that the rule keeps from step to step; it starts at 0.',
    'state-m': 'The averaged gradient m, which gives the direction.',
    'state-v': 'The averaged squared gradient v, whose root gives the scale: steep axes get shorter steps.',
    'state-momentum-v': 'The velocity v: the last step shortened, plus what the gradient adds.',
    'state-nesterov-v': 'The velocity v: the last step shortened, plus what the gradient ahead adds.',
    'state-momentum_ema-v': 'The averaged gradient v, along which the step goes.',
    'state-h': 'The averaged squared gradient h, whose root gives the scale: steep axes get shorter steps.',
    'state-adagrad-h': 'The sum of all squared gradients h: it only grows, so steps only get shorter.',
    'state-a': 'The averaged squared step a, which gives the next one its length.',
    'state-s': 'The average of (g − m)², how far gradients differ from what was expected: little of it, long steps.',
    'state-u': 'The largest scale so far, or lately: its root or itself divides the step.',
    line: 'One line of the rule: above in letters, and under or beside it with the numbers of this step, for x and for y.',
    'line-w': 'The last line gives the new point: here everything before it comes together.',
    'line-mhat': 'm corrected: divided by 1 − β₁ᵗ, since an average that starts at 0 is too small at first.',
    'line-nadam-mhat': 'm corrected for its start at 0, and with the newest gradient once more: one step ahead.',
    'line-vhat': 'v corrected: divided by 1 − β₂ᵗ, since an average that starts at 0 is too small at first.',
    'line-shat': 's corrected: divided by 1 − β₂ᵗ, since an average that starts at 0 is too small at first.',

    // maps
    'map-run': 'Which optimizer the map is of.',
    'map-steps': 'After how many steps it counts where a path is; more steps take longer.',
    'map-state': 'How far the map is, or what was computed for it.',
    'map-stop': 'Stops computing; what is there stays.',
    'map-again': 'Computes the map once more.',
    'map-nowhere': 'Starts from which the optimizer was at no minimum when its steps were over.',
    'map-diverged': 'Where the steps grow without end until they are no numbers any more.',
    'basin-resolution': 'Quick computes every second pixel and follows your hand, fine all of them.',
    'basin-says': 'What comes of a start under the mouse, else of the start that is set.',
    'basin-minimum': 'A minimum with its colour and place: every pixel of that colour is a start that leads there.',
    'basin-share': 'How much of the picture leads there.',
    'basin-median': 'How many steps it takes from there: half of the starts need fewer.',
    'basin-others': 'Minima to which few starts lead, taken together.',
    'basin-shade': 'How soon a start arrives: the more vivid the colour, the longer it takes.',
    'sweep-other': 'Which other value goes up while the learning rate goes to the right.',
    'sweep-colour': 'What colours a setting: how many steps it needs, or how low it ends.',
    'sweep-below': 'The loss that a setting must reach, and stay below.',
    'sweep-range': 'Between which values it is swept.',
    'sweep-bar': 'What the shades mean, from the best setting to the worst.',
    'sweep-missed': 'Settings that do not get there in these steps: slow, or bouncing.',
    'sweep-says': 'What comes of the setting under the mouse, else of the one that holds now.',
    'sweep-chart':
      'A cell is a setting, coloured by what comes of it, and the ring is the one that holds now: look for the edge past which all breaks, and press a cell to take it over.',

    // three dimensions
    space:
      'The surface with every path on it: drag to turn, Ctrl or ⌘ with the wheel to zoom; on a touch screen tap first, then turn with one finger and zoom with two.',
    'space-rest': 'Back to where it was seen from at first.',
    'space-top': 'Straight from above: the same as the plane.',
    'space-front': 'Straight from the front: x goes to the right, and every height is true.',
    'space-side': 'Straight from the right: y goes to the right, and every height is true.',
    'space-tile':
      'The plane that touches the sheet where the chosen optimizer stands; the slopes along x and along y span it.',
    'space-cuts': 'The sheet cut along x and along y through the point of the chosen optimizer.',
    'space-height': 'On the log scale steep surfaces stay readable; on the linear one shapes and slopes are true.',
    'space-again': 'Tries to show the picture once more.',

    // to take along
    'export-link': 'Copies an address that opens this very experiment.',
    'export-size': 'How many pixels the PNG has for each one here: 2 for slides, 4 for print.',
    'export-colours': 'Colours for a light page or for a dark one.',
    'export-axes': 'The frame with its ticks and numbers.',
    'export-legend': 'The optimizers’ names with their lines, and the sentence, under the picture.',
    'export-png': 'Saves the plane as it is now, in pixels: for slides and chats.',
    'export-svg': 'Saves the plane as it is now, in lines and words that stay sharp: for papers.',
    'export-csv': 'Saves every step of every optimizer as rows of numbers: for spreadsheets.',
    'export-json': 'Saves every step of every optimizer as objects: for programs.',
    'export-result': 'Saves what the engine gives, with the fingerprint by which anyone can check that it is the same.',
    'export-library': 'For which library the code is written.',
    'export-copy': 'Copies the code.',
    'export-download': 'Saves the code as a file that runs as it is.',
    'export-code': 'A program that does the same as this experiment; run it, and compare its numbers.',
    'export-by-hand': 'The link, to be selected and copied by hand.',
    'export-net-png': 'Saves the network as it is now, in pixels: for slides and chats.',
    'export-net-svg': 'Saves the network as it is now, in lines and words that stay sharp: for papers.',
    'export-curves':
      'Saves loss and accuracy of every optimizer after each epoch as rows of numbers: for spreadsheets.',
    'export-document': 'Saves what the experiment is made of: the engine runs it again, digit for digit.',
    'export-weights': 'Saves all weights and biases of the network that is shown, at the epoch that is shown.',
    'export-weights-open': 'Weights from a file, or pasted: learning starts from them. They must fit the layers.',
    'export-playground':
      'The address of a network in TensorFlow Playground: it opens here, with a list of what differs.',
    'export-first-weights': 'Saves the weights that learning starts from, for the program to read.',
    'export-rows': 'Saves all rows with what each is for, for the program to read.',
  },
};

/** What has a sentence: every language has the same. */
export type Says = Readonly<Record<keyof typeof en.says, string>>;
