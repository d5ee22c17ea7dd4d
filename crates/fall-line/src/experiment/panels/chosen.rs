//! What can be chosen within a panel, so that whoever opens the link sees it too.

use crate::fields::{choices, fields, words};

choices! {
    /// Something that opens beside the picture, with what is chosen in it.
    pub enum Panel {
        SurfacePanel "surface",
        DataPanel "data",
        ProbePanel "probe",
        SlicesPanel "slices",
        TablePanel "table",
        BasinPanel "basin",
        SweepPanel "sweep",
        SpacePanel "space",
        NetworkPanel "network",
        LayersPanel "layers",
        ImagesPanel "images",
        LandscapePanel "landscape",
        FinderPanel "finder",
        TrialsPanel "trials",
        RacePanel "race",
        FairPanel "fair",
        BatchesPanel "batches",
        ExportPanel "export",
        ExercisePanel "exercise",
        CurvesPanel "curves",
        OutputPanel "output",
        StopPanel "stop",
    }
}

fields! {
    /// The surface: picked or typed.
    pub struct SurfacePanel {}
}

fields! {
    /// A network's data, layers, and how it learns.
    pub struct NetworkPanel {}
}

fields! {
    /// Layers by histograms: what units say, their gradients and weights.
    pub struct LayersPanel {
        weights: bool = false, "Whether the weights' histograms are shown too.";
        own: bool = false, "Whether each histogram has a scale of its own.";
    }
}

fields! {
    /// Pictures that it learns from, those it gets wrong, and one's own.
    pub struct ImagesPanel {
        part: Part = Part::Test, "Which rows the pictures are of.";
    }
}

words! {
    /// What rows are for.
    pub enum Part { Train "train", Validation "validation", Test "test", }
}

fields! {
    /// The loss around the weights.
    pub struct LandscapePanel {
        plane: WeightPlane = WeightPlane::Random, "Which plane through the weights.";
        seed: u32 = 0, "Where the random directions are drawn from.";
        radius: f64 = 1.0, in 0.001..=1000.0, "How far is seen along them; 1 is as far as the weights are from 0.";
    }
}

words! {
    /// A plane through the weights: along two random directions, or along those in which the run has moved most.
    pub enum WeightPlane { Random "random", Path "path", }
}

fields! {
    /// A rate that grows until it is too large.
    pub struct FinderPanel {
        rates: [f64; 2] = [1e-5, 10.0], in 1e-12..=1e6, "From which learning rate to which.";
        updates: u32 = 400, in 20.0..=10000.0, "In how many updates.";
    }
}

fields! {
    /// A run with other settings.
    pub struct TrialsPanel {
        across: Option<String>, "The field that is drawn across; by default the learning rate.";
        up: Option<String>, "The field that is drawn upward, or \"\" for none; by default the batch size.";
        across_range: Option<[f64; 3]>, "From where to where across, in how many values.";
        up_range: Option<[f64; 3]>, "The same upward.";
        across_values: Option<String>, "The values across one by one, with commas between them, in place of a range.";
        up_values: Option<String>, "The same upward.";
        seeds: u32 = 3, in 1.0..=64.0, "With how many seeds each setting is tried.";
        epochs: Option<u32>, in 1.0..=100000.0, "How often each trial sees all rows; by default as often as the run does.";
        series: Option<Measured>, "What a setting is measured by; by default what is held out for choosing, then for the test.";
        best: bool = false, "Whether its best value counts, not its last.";
    }
}

words! {
    /// What trials are measured by.
    pub enum Measured {
        Loss "loss", ValidationLoss "validation_loss", TestLoss "test_loss", Accuracy "accuracy",
        ValidationAccuracy "validation_accuracy", TestAccuracy "test_accuracy",
    }
}

fields! {
    /// How all runs have done, in numbers; the target is where time may stop.
    pub struct RacePanel {}
}

fields! {
    /// Optimizers compared with equally many trials each.
    pub struct FairPanel {
        rates: u32 = 7, in 3.0..=31.0, "How many learning rates each optimizer is tried with.";
        seeds: u32 = 5, in 3.0..=64.0, "With how many fresh seeds the best of them is run again.";
        epochs: Option<u32>, in 1.0..=100000.0, "For how many epochs; by default as many as the document asks for.";
    }
}

fields! {
    /// A run with batches of several sizes.
    pub struct BatchesPanel {}
}

fields! {
    /// The rows of the data.
    pub struct DataPanel {
        across: Option<String>, "The column that is drawn across, or \"\" for the rows' numbers; by default the first of several.";
        up: Option<String>, "The column that is drawn upward; by default the last.";
    }
}

fields! {
    /// What the surface is like at a point.
    pub struct ProbePanel {
        at: Option<[f64; 2]>, "The point; by default where the selected run is.";
        dial: bool = true, "Whether a direction can be turned at the point.";
        angle: f64 = 30.0, in 0.0..360.0, "The direction, in degrees from the x axis.";
        downhill: bool = false, "Whether the ball has an arrow for −∇f.";
        carried: bool = false, "Whether it has one for what the rule carries along.";
        step: bool = false, "Whether it has one for the step it has taken.";
        field: bool = false, "Whether there are arrows for −∇f all over the plane.";
    }
}

fields! {
    /// The surface cut along x and along y.
    pub struct SlicesPanel {}
}

fields! {
    /// The step in numbers.
    pub struct TablePanel {
        run: u32 = 0, in 0.0..=31.0, "Which run it is of, counted from 0: the one that is selected.";
        exact: bool = false, "Whether numbers have all of their digits.";
    }
}

fields! {
    /// Where a run leads from everywhere.
    pub struct BasinPanel {
        run: u32 = 0, in 0.0..=31.0, "Which run it is of, counted from 0: the one that is selected.";
        steps: Option<u32>, in 1.0..=100000.0, "How many steps are taken from each point; by default as many as the run takes, at most 1000.";
        fine: bool = false, "Whether it is made for each pixel of the screen.";
    }
}

fields! {
    /// A run with other learning rates, and other values of one more hyper-parameter.
    pub struct SweepPanel {
        run: u32 = 0, in 0.0..=31.0, "Which run it is of, counted from 0: the one that is selected.";
        other: Option<String>, "The other hyper-parameter, or \"\" for none; by default one that remembers.";
        rates: Option<[f64; 2]>, in 1e-12..=1e6, "Between which learning rates; by default around the run's.";
        values: Option<[f64; 2]>, "Between which values of the other one; by default around the run's.";
        colour: Option<SweepColour>, "What the colours are of; by default `final`, and so where no minimum is known.";
        below: f64 = 0.01, in -1e300..=1e300, "Below which loss a run has to come, for the colours of `below`.";
        steps: Option<u32>, in 1.0..=100000.0, "How many steps are taken; by default as many as the run takes, at most 1000.";
    }
}

words! {
    /// What the colours of a sweep are of: steps to a minimum, steps to below some loss, or the loss at the end.
    pub enum SweepColour { Minimum "minimum", Below "below", Final "final", }
}

fields! {
    /// The surface in three dimensions.
    pub struct SpacePanel {
        turn: f64 = -28.0, in -180.0..=180.0, "How many degrees the eye has gone around, to the right from straight in front.";
        tilt: f64 = 52.0, in 0.0..=90.0, "How many degrees it is over the floor.";
        zoom: f64 = 1.0, in 0.5..=5.0, "How much nearer it is than where all is seen.";
        tile: bool = false, "Whether the plane is shown that touches the surface at the ball.";
        cuts: bool = false, "Whether the surface is cut along x and y at the ball.";
        log: Option<bool>, "Whether heights are logarithms; by default as the shades of the plane are.";
    }
}

fields! {
    /// What can be taken along.
    pub struct ExportPanel {
        library: Library = Library::NumPy, "What the code is written for.";
    }
}

words! {
    /// What the code is written for.
    pub enum Library { NumPy "numpy", Torch "torch", Jax "jax", Keras "keras", }
}

fields! {
    /// An exercise, as whoever sets it sees it: while it is open, nothing is locked.
    pub struct ExercisePanel {}
}

fields! {
    /// The curves: they are always there, and named here only for what is chosen of them.
    pub struct CurvesPanel {
        quantity: Quantity = Quantity::Loss, "What the curves are of.";
        log: Option<bool>, "Whether their scale is logarithmic; by default it is for what falls: of surfaces all but the learning rate, of networks losses and gradients of more than a decade.";
        against: Against = Against::Steps, "What they are drawn against.";
    }
}

fields! {
    /// The picture of what a network says of the plane; like the curves it is always there.
    pub struct OutputPanel {
        flat: bool = false, "Whether it is painted in flat areas: of classes each point in the one that is said, of values in seven steps.";
    }
}

fields! {
    /// Where time stops by itself; it is always there, and a race is about the same target.
    pub struct StopPanel {
        epoch: Option<u32>, in 1.0..=100000.0, "After which epoch.";
        on: Option<Quantity>, "What the target is of: by default how many of the rows held out are right, else the loss.";
        target: Option<f64>, in -1e300..=1e300, "What there is to reach; by default 95 % right, or a loss of 0.1.";
        there: bool = false, "Whether time stops where the first run is at the target.";
    }
}

words! {
    /// What curves are of, by the names of results; `distance` is to the nearest known minimum of a surface, rows held out
    /// are a network's. Loss is shown in place of what there is not.
    pub enum Quantity {
        Loss "loss", Distance "distance", ValidationLoss "validation_loss", TestLoss "test_loss", Accuracy "accuracy",
        ValidationAccuracy "validation_accuracy", TestAccuracy "test_accuracy", GradientNorm "gradient_norm", Rate "lr",
    }
}

words! {
    /// What curves are drawn against: steps (of networks epochs) or gradients computed; of networks also updates, rows
    /// gone through, and the time that took.
    pub enum Against {
        Steps "steps", Evaluations "evaluations", Updates "updates", Rows "rows", Seconds "seconds",
    }
}
