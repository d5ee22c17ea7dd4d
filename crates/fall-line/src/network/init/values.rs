//! Weights that are given: in, and out again without loss.

use super::LayerValues;
use crate::error::{Code, Error};
#[cfg(feature = "schema")]
use crate::fields::Schema;
use crate::fields::{Field, Form, Path, Slot};
use crate::json::Json;
use crate::network::{Layout, Shape};

/// All layers' weights and biases, the output's last.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Values(pub Vec<LayerValues>);

/// Hidden layers and the output.
const LAYERS: Field = Field { count: [1, 17], ..Field::new("values", "") };

impl Slot for Values {
    fn read(&mut self, json: &Json, _: &Field, path: &mut Path) -> Result<(), Error> {
        self.0.read(json, &LAYERS, path)
    }

    fn write(&self, form: Form) -> Option<Json> {
        self.0.write(form)
    }

    #[cfg(feature = "schema")]
    fn describe(&self, _: &Field, schema: &mut Schema) -> Json {
        self.0.describe(&LAYERS, schema)
    }
}

impl Values {
    /// The parameters of a network as they would be given: f32 are written as the f64 they equal.
    pub fn of(layout: &Layout, w: &[f32]) -> Values {
        let number = |at: usize| w.get(at).map_or(0.0, |&x| f64::from(x));
        let layer = |layer| {
            let biases = layout.biases(layer);
            let row = |output| layout.weights_of(layer, output).map(number).collect();
            LayerValues { weights: (0..biases.len()).map(row).collect(), bias: biases.map(number).collect() }
        };
        Values((0..layout.layers()).map(layer).collect())
    }

    /// As JSON.
    pub fn json(&self) -> Json {
        self.write(Form::Full).unwrap_or(Json::Null)
    }

    /// Whether they are those of a network of this shape.
    pub fn check(&self, shape: &Shape) -> Result<(), Error> {
        let wrong = |place: String, wanted: usize, found: usize| {
            let [wanted, found] = [wanted, found].map(|n| n.to_string());
            Err(Error::at(place, Code::ExpectedLength.with([&wanted, &found])))
        };
        if self.0.len() != shape.layers.len() {
            return wrong(String::new(), shape.layers.len(), self.0.len());
        }
        for (number, (values, layer)) in self.0.iter().zip(&shape.layers).enumerate() {
            let place = format!("[{number}]");
            if values.weights.len() != layer.units {
                return wrong(place + ".weights", layer.units, values.weights.len());
            }
            let inputs = shape.before(number);
            if let Some((row, weights)) = values.weights.iter().enumerate().find(|(_, row)| row.len() != inputs) {
                return wrong(format!("{place}.weights[{row}]"), inputs, weights.len());
            }
            if !values.bias.is_empty() && values.bias.len() != layer.units {
                return wrong(place + ".bias", layer.units, values.bias.len());
            }
        }
        Ok(())
    }

    /// Writes one layer's into the parameters.
    pub(super) fn put(&self, layer: usize, layout: &Layout, w: &mut [f32]) {
        let Some(values) = self.0.get(layer) else { return };
        let weights = layout.in_order(layer).zip(values.weights.iter().flatten());
        for (at, &x) in weights.chain(layout.biases(layer).zip(&values.bias)) {
            w[at] = x as f32;
        }
    }
}
