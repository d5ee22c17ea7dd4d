//! Documents that nobody would write: none panics, and each that is read is the same however it is written.

#![expect(clippy::unwrap_used, reason = "a test")]

use fall_line::rng::{Rng, Stream};
use fall_line::{Experiment, Session};

/// Writes a value.
type Value<'a> = &'a dyn Fn(&mut Writer) -> String;

struct Writer(Rng);

impl Writer {
    fn below(&mut self, n: u32) -> u32 {
        self.0.below(n)
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len() as u32) as usize]
    }

    /// A number as a document has it; now and then one that no field takes.
    fn number(&mut self) -> String {
        let odd =
            ["-1", "1e308", "-1e308", "1e-320", "1.5", "\"a*\"", "\"1/0\"", "null", "[]", "{}", "true", "4294967296"];
        let plain =
            ["0", "0.1", "0.5", "0.9", "1", "2", "3", "1e-8", "\"a\"", "\"a/b\"", "\"b - 1\"", "\"min(a, 0.5)\""];
        let odd_one = self.below(50) == 0;
        self.one(if odd_one { &odd } else { &plain }).to_owned()
    }

    fn whole(&mut self) -> String {
        let odd = ["-1", "0.5", "4294967295", "1000001", "\"a\"", "\"all\"", "0"];
        if self.below(40) == 0 { self.one(&odd).to_owned() } else { (1 + self.below(40)).to_string() }
    }

    /// Some of these fields.
    fn object(&mut self, fields: &[(&str, Value<'_>)]) -> String {
        let mut found = Vec::new();
        for (name, value) in fields {
            if self.below(3) == 0 {
                found.push(format!("\"{name}\":{}", value(self)));
            }
        }
        format!("{{{}}}", found.join(","))
    }

    fn list(&mut self, most: u32, item: &dyn Fn(&mut Writer) -> String) -> String {
        let items: Vec<_> = (0..self.below(most + 1)).map(|_| item(self)).collect();
        format!("[{}]", items.join(","))
    }

    fn formula(&mut self) -> String {
        let known = [
            "\"x^2/100 + y^2\"",
            "\"rosenbrock\"",
            "\"himmelblau\"",
            "\"a*x^2 + y^2/b\"",
            "\"(x*u + y - v)^2\"",
            "\"abs(x) + log(y)\"",
            "\"1/x\"",
            "\"0/0*x\"",
            "\"x*u - a\"",
            "\"exp(exp(x))\"",
            "\"x +\"",
            "\"q\"",
        ];
        self.one(&known).to_owned()
    }

    fn point(&mut self) -> String {
        format!("[{},{}]", self.number(), self.number())
    }

    fn batch(&mut self) -> String {
        if self.below(3) == 0 { "\"all\"".into() } else { self.whole() }
    }

    fn data(&mut self) -> String {
        let key = self.one(&["line", "logistic", "sine", "columns"]);
        let inner = if key == "columns" {
            let (u, v) = (self.list(4, &Writer::number), self.list(4, &Writer::number));
            if self.below(2) == 0 {
                "{\"u\":[1,2,\"a\"],\"v\":[3,0,1]}".into()
            } else {
                format!("{{\"u\":{u},\"v\":{v}}}")
            }
        } else {
            self.object(&[("samples", &Writer::whole), ("noise", &Writer::number), ("outliers", &Writer::number)])
        };
        format!("{{\"{key}\":{inner}}}")
    }

    fn optimizer(&mut self) -> String {
        let keys = [
            "gd",
            "momentum",
            "momentum_ema",
            "nesterov",
            "adagrad",
            "rmsprop",
            "adadelta",
            "adam",
            "adamw",
            "amsgrad",
            "adamax",
            "nadam",
            "radam",
            "adabelief",
            "lion",
            "sign",
        ];
        let written = [
            "w = w - lr*g",
            "state v\\nv = 0.9*v + g\\nw = w - lr*v",
            "w = w - lr*(g + grad(w - lr*g))/2",
            "param k = 2\\nw = w - k*lr*grad(w*k)",
            "w = w/0",
            "w = 3",
            "state s, t1\\ns = s + 1e300\\nw = w - lr*g",
            "w = w -",
            "b = a\\nw = w - lr*g*a",
        ];
        match self.below(4) {
            0 => format!("\"{}\"", self.one(&keys)),
            1 => format!("{{\"written\":{{\"text\":\"{}\"}}}}", self.one(&written)),
            _ => {
                let key = self.one(&keys);
                let other = match key {
                    "momentum" | "nesterov" => "momentum",
                    "momentum_ema" => "beta",
                    "rmsprop" | "adadelta" => "decay",
                    "gd" | "sign" => "lr",
                    "adagrad" => "eps",
                    _ => "beta1",
                };
                let fields = if other == "lr" { String::new() } else { format!(",\"{other}\":{}", self.number()) };
                format!("{{\"{key}\":{{\"lr\":{}{fields}}}}}", self.number())
            }
        }
    }

    fn schedule(&mut self) -> String {
        let keys = [
            "constant",
            "inverse_time",
            "step",
            "exponential",
            "linear",
            "cosine",
            "cosine_restarts",
            "one_cycle",
            "plateau",
        ];
        let key = self.one(&keys);
        match self.below(3) {
            0 => format!("{{\"linear\":{{\"steps\":{},\"floor\":{}}}}}", self.whole(), self.number()),
            1 => format!("{{\"plateau\":{{\"patience\":{},\"factor\":{}}}}}", self.whole(), self.number()),
            _ => format!("\"{key}\""),
        }
    }

    fn per(&mut self) -> String {
        self.one(&["\"step\"", "\"epoch\""]).into()
    }

    fn run(&mut self) -> String {
        let with = |writer: &mut Writer| {
            writer.object(&[
                ("f", &Writer::formula),
                ("start", &Writer::point),
                ("steps", &Writer::whole),
                ("batch", &Writer::batch),
                ("noise", &Writer::number),
            ])
        };
        self.object(&[
            ("optimizer", &Writer::optimizer),
            ("schedule", &Writer::schedule),
            ("schedule_per", &Writer::per),
            ("warmup", &Writer::whole),
            ("clip", &Writer::number),
            ("with", &with),
        ])
    }

    fn change(&mut self) -> String {
        let set = |writer: &mut Writer| {
            writer.object(&[
                ("/optimizer", &Writer::optimizer),
                ("/optimizer/gd/lr", &Writer::number),
                ("/schedule", &Writer::schedule),
                ("/schedule_per", &Writer::per),
                ("/warmup", &Writer::whole),
                ("/clip", &Writer::number),
                ("/with/batch", &Writer::batch),
                ("/with/noise", &Writer::number),
            ])
        };
        self.object(&[
            ("run", &|writer| writer.below(2).to_string()),
            ("at", &|writer| writer.below(40).to_string()),
            ("set", &set),
        ])
    }

    fn given(&mut self) -> String {
        let draw = self.one(&["", ",\"step\":0.25", ",\"step\":0", ",\"step\":7"]);
        format!("{{\"a\":{},\"b\":{{\"from\":0.5,\"to\":2{draw}}}}}", self.one(&["0.5", "1", "2", "-1"]))
    }

    fn seed(&mut self) -> String {
        self.one(&["0", "1", "4294967295", "{\"data\":4294967290,\"noise\":7}", "-1"]).into()
    }

    fn document(&mut self) -> String {
        let task = self.object(&[
            ("f", &Writer::formula),
            ("start", &Writer::point),
            ("steps", &Writer::whole),
            ("data", &Writer::data),
            ("batch", &Writer::batch),
            ("noise", &Writer::number),
        ]);
        let beside = self.object(&[
            ("seed", &Writer::seed),
            ("repeat", &|writer| (1 + writer.below(4)).to_string()),
            ("changes", &|writer| writer.list(3, &Writer::change)),
        ]);
        let runs: Vec<_> = (0..1 + self.below(3)).map(|_| self.run()).collect();
        let first = format!(r#"{{"task":{{"surface":{task}}},"given":{},"runs":[{}]"#, self.given(), runs.join(","));
        if beside == "{}" { first + "}" } else { beside.replacen('{', &(first + ","), 1) }
    }
}

/// Every bit of what comes out, at this pace.
fn bits(text: &str, pace: u32) -> String {
    let mut session = Session::new(&Experiment::parse(text).unwrap()).unwrap();
    while session.step(pace) {}
    for track in session.tracks() {
        let finite =
            [&track.path, &track.loss, &track.lr, &track.gradient_norm].into_iter().flatten().all(|x| x.is_finite());
        assert!(finite, "{text}");
        let steps = track.steps();
        for step in [0, steps / 2, steps, steps + 1] {
            let there = track.moment(step).is_some();
            assert_eq!(there, step <= steps && !track.loss.is_empty(), "{step}: {text}");
        }
        let _ = (track.limit(), track.arrival(0.1));
    }
    session.fingerprint().to_string() + &fall_line::result::result(&session).canonical()
}

#[test]
fn whatever_is_read_runs_and_is_the_same_however_it_is_written() {
    let mut writer = Writer(Rng::new(0, Stream::Init));
    let mut read = 0;
    for _ in 0..4000 {
        let text = writer.document();
        let Ok(experiment) = Experiment::parse(&text) else { continue };
        read += 1;
        let (canonical, resolved) = (experiment.canonical(), experiment.resolved().canonical());
        let again = Experiment::parse(&canonical).unwrap_or_else(|error| panic!("{error}: {text}\n{canonical}"));
        assert_eq!(again.canonical(), canonical, "{text}");
        assert_eq!(again.resolved().canonical(), resolved, "{text}");
        let again = Experiment::parse(&resolved).unwrap_or_else(|error| panic!("{error}: {text}\n{resolved}"));
        assert_eq!(again.resolved().canonical(), resolved, "{text}");
        let plain = bits(&text, 1000);
        for (form, pace) in [(&canonical, 1), (&resolved, 7)] {
            assert_eq!(bits(form, pace), plain, "{text}\n{form}");
        }
    }
    assert!(read > 1000, "{read}");
}
