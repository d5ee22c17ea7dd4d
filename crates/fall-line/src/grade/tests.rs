//! Hand-ins, right and wrong, forged and broken: each has its score, or its line.

use super::*;

#[test]
fn threads_can_share_an_exercise_and_its_files() {
    fn shared<T: Send + Sync>() {}
    shared::<Exercise>();
    shared::<Files>();
    shared::<Grade>();
}

const SALT: [u8; 16] = [7; 16];

/// An exercise with a rate, a question and a rule; what of it differs is given.
fn document(rate: &str, rule: &str, beside: &str) -> String {
    format!(
        r#"{{"task":{{"surface":{{"f":"x^2/2 + y^2","start":[4,2],"steps":40}}}},
            "runs":[{{"optimizer":{{"gd":{{"lr":{rate}}}}}}},{{"optimizer":{{"written":{{"text":"{rule}"}}}}}}],
            "controls":["/runs/0/optimizer/gd/lr","/runs/1/optimizer/written/text"],
            "goals":[{{"loss":{{"below":0.01,"points":2}}}},{{"answer":{{"question":0}}}},
                {{"answer":{{"question":1}}}},{{"follows":{{"run":1,"points":3}}}}],
            "exercise":{{"points":14,"questions":[{{"text":"half?"}},{{"text":"slope?","kind":"formula"}},
                {{"text":"which?","kind":{{"choice":{{"of":["a","b"]}}}}}}]}}{beside}}}"#
    )
}

const EMPTY: &str = "w = w";
const PARTS: &str = r#"{"answers":[0.5,"2*y",1],"references":[{"run":1,"optimizer":{"momentum":{"lr":0.1}}}]}"#;

fn published() -> (Exercise, Published) {
    let published = publish(&document("0.01", EMPTY, ""), PARTS, SALT).unwrap();
    (Exercise::read(&published.document, Some(&published.key)).unwrap(), published)
}

/// What a student makes of the published document.
fn handed(exercise: &Exercise, rate: &str, rule: &str, answers: &str, beside: &str) -> String {
    let given = Json::parse(&exercise.experiment.canonical()).unwrap();
    let own = Json::parse(&document(rate, rule, beside)).unwrap();
    let Json::Object(mut entries) = given else { panic!() };
    entries.iter_mut().filter(|(key, _)| key == "runs").for_each(|(_, runs)| *runs = own.get("runs").unwrap().clone());
    let Json::Object(own) = own else { panic!() };
    entries.extend(own.into_iter().filter(|(key, _)| beside.contains(&format!("\"{key}\""))));
    let hand_in = Json::parse(&format!(r#"{{"student":"Ann","answers":{answers},"attempts":3}}"#)).unwrap();
    entries.push(("hand_in".into(), hand_in));
    Json::Object(entries).canonical()
}

fn graded(exercise: &Exercise, text: &str) -> Grade {
    exercise.grade(&HandIn { text, student: None, files: &Files::default() }, BUDGET)
}

const RIGHT: &str = r"state v\nv = 0.9*v - 0.1*g\nw = w + v";

#[test]
fn what_is_reached_is_counted_and_why_is_said() {
    let (exercise, _) = published();
    let right = (r#"[0.5,"y + y",1]"#, RIGHT);
    for (score, rate, rule, answers, reached, why) in [
        (14.0, "0.5", right.1, right.0, [true; 4], "the rule goes the way of the key's rule, from all starts"),
        (10.0, "0.01", right.1, right.0, [false, true, true, true], "the lowest loss is"),
        (12.0, "0.5", right.1, r#"["1/3","2*y",0]"#, [true, false, true, true], "question 1 is not answered rightly"),
        (12.0, "0.5", right.1, r#"["1/2","2*x",0]"#, [true, true, false, true], "question 2 is not answered rightly"),
        (
            14.0,
            "0.5",
            r"param beta = 0.9, lr = 0.1\nstate v\nv = beta*v - lr*g\nw = w + v",
            right.0,
            [true; 4],
            "the rule goes the way of the key's rule, from all starts",
        ),
        (10.0, "0.5", right.1, "[null]", [true, false, false, true], "question 1 has no answer yet"),
        (10.0, "0.5", right.1, r#"["half","2*"]"#, [true, false, false, true], "question 2 is not answered rightly"),
        (8.0, "0.5", r"state v\nv = 0.9*v + 0.1*g\nw = w - 0.999999*v", right.0, [true, true, true, false], "from ("),
        (8.0, "0.5", EMPTY, right.0, [true, true, true, false], "from ("),
    ] {
        let grade = graded(&exercise, &handed(&exercise, rate, rule, answers, ""));
        assert_eq!(grade.problem, None);
        assert_eq!(grade.goals.iter().map(|goal| goal.reached).collect::<Vec<_>>(), reached, "{rate} {rule} {answers}");
        assert_eq!((grade.score, grade.points, grade.student.as_str(), grade.attempts), (score, 14.0, "Ann", 3));
        assert!(
            grade.goals.iter().any(|goal| goal.why.text().starts_with(why)),
            "{why}: {:?}",
            grade.json().canonical()
        );
    }
}

#[test]
fn nobody_is_shown_a_solution_and_everybody_the_same_points() {
    let (exercise, published) = published();
    for secret in ["answers", "2*y", "momentum", &published.key[published.key.find("salt").unwrap() + 7..][..32]] {
        assert!(!published.document.contains(secret), "{secret}");
    }
    let Goal::FollowsGoal(goal) = &exercise.goals()[3] else { panic!() };
    assert_eq!(goal.shown.len(), 3);
    // without the key they are all that is known
    let open = Exercise::read(&published.document, None).unwrap();
    let reached = |rule| graded(&open, &handed(&open, "0.5", rule, "[]", "")).goals[3].why.text();
    assert_eq!(reached(RIGHT), "only the teacher's key can tell");
    assert!(reached(EMPTY).contains("updates; compare its lines"), "{}", reached(EMPTY));
}

#[test]
fn what_may_not_be_changed_is_named() {
    let (exercise, published) = published();
    let fine = handed(&exercise, "0.5", RIGHT, "[]", "");
    for (from, to, said) in [
        (r#""start":[4,2]"#, r#""start":[4,0]"#, "/task/surface/start/1 was changed from 2 to 0"),
        (r#""steps":40"#, r#""steps":400"#, "/task/surface/steps was changed from 40 to 400"),
        (r#""gd":{"lr":0.5}"#, r#""adam":{"lr":0.5}"#, "controls[0]: \"/runs/0/optimizer/gd/lr\" leads to nothing"),
        (r#""points":2"#, r#""points":9"#, "/goals/0/loss/points was changed from 2 to 9"),
        (r#""below":0.01"#, r#""below":9"#, "/goals/0/loss/below was changed from 0.01 to 9"),
        (r#""controls":["#, r#""controls":["/task","#, "/controls/0 was changed"),
        (r#""engine":1,"#, r#""engine":1,"seed":4,"#, "/seed was changed from 0 to 4"),
        (r#""engine":1,"#, r#""engine":1,"title":"mine","#, "/title was changed"),
        (r#""engine":1,"#, r#""engine":1,"changes":[{"run":0,"at":3,"set":{"/warmup":3}}],"#, "/changes/0 was changed"),
    ] {
        let text = fine.replace(from, to);
        assert_ne!(text, fine, "{from}");
        let grade = graded(&exercise, &text);
        assert_eq!(grade.score, 0.0);
        let problem = grade.problem.map(|error| error.text()).unwrap_or_default();
        assert!(problem.starts_with(said), "{said}: {problem}");
    }
    // what may differ does not count as changed, nor how it is looked at
    for (from, to) in [
        (r#""engine":1,"#, r#""engine":1,"view":{"at":3,"theme":"dark"},"#),
        (r#""engine":1,"#, r#""engine":1,"changes":[{"run":0,"at":3,"set":{"/optimizer/gd/lr":0.2}}],"#),
    ] {
        let text = fine.replace(from, to);
        assert_ne!(text, fine);
        assert_eq!(graded(&exercise, &text).problem, None, "{to}");
    }
    let changed = graded(&exercise, &fine).changed;
    let told: Vec<_> = changed.iter().map(|one| (one.pointer.as_str(), one.from.canonical())).collect();
    assert_eq!(told[0], ("/runs/0/optimizer/gd/lr", "0.01".to_owned()));
    assert_eq!(told[1].0, "/runs/1/optimizer/written/text");
    let other = publish(&document("0.02", EMPTY, r#","title":"other""#), PARTS, SALT).unwrap();
    let refused = Exercise::read(&published.document, Some(&other.key)).unwrap_err().text();
    assert!(refused.contains("the key is of another exercise"), "{refused}");
}

#[test]
fn a_rule_that_may_be_written_may_have_numbers_of_its_own() {
    let (exercise, _) = published();
    let rule = r"param keep = 0.9\nstate v\nv = keep*v - lr*g\nw = w + v";
    let fine = handed(&exercise, "0.5", rule, "[]", "");
    for (text, score) in [
        (fine.clone(), 10.0),
        (fine.replace(r#"w + v""#, r#"w + v","keep":0.9"#), 10.0),
        (fine.replace(r#"w + v""#, r#"w + v","keep":0.8"#), 4.0),
        (fine.replace("param keep", "param lr = 1, keep"), 4.0),
        (fine.replace(r#"w + v""#, r#"w + v","lr":0.2"#), 4.0),
    ] {
        let grade = graded(&exercise, &text);
        assert_eq!((grade.problem, grade.score), (None, score), "{text}");
    }
}

#[test]
fn a_formula_is_no_number_however_little_of_the_plane_a_hand_in_shows() {
    let (exercise, _) = published();
    let judge = |answer: &str| {
        let view = r#""view":{"domain":[1,1.00000001,1,1.00000001]},"controls""#;
        let answers = format!("[null,\"{answer}\"]");
        let text = handed(&exercise, "0.01", EMPTY, &answers, "").replacen(r#""controls""#, view, 1);
        graded(&exercise, &text).goals[2].reached
    };
    // 2y is 2 there
    assert_eq!(["y + y", "2"].map(judge), [true, false]);
}

#[test]
fn a_student_has_a_problem_of_their_own() {
    let own = |seed: u32, student: &str| {
        format!(
            r#"{{"task":{{"surface":{{"f":"a*x^2 + y^2","start":[1,1],"steps":20}}}},"seed":{seed},
                "given":{{"a":{{"from":1,"to":9,"step":1}}}},"controls":["/runs/0/optimizer/gd/lr"],
                "goals":[{{"answer":{{"question":0}}}},{{"edge":{{}}}}],
                "runs":[{{"optimizer":{{"gd":{{"lr":"1/a"}}}}}}],
                "exercise":{{"seed_by_student":true,"questions":[{{"text":"curvature"}}]}},
                "hand_in":{{"student":"{student}","answers":["2*a"]}}}}"#
        )
    };
    let published = publish(&own(0, ""), r#"{"answers":["2*a"]}"#, SALT).unwrap();
    let exercise = Exercise::read(&published.document, Some(&published.key)).unwrap();
    // the first four bytes, the lowest first
    let hash = crate::sha256::sha256([exercise.fingerprint(), "\n2026-ann"].concat().as_bytes());
    let seed = u32::from_le_bytes(hash[..4].try_into().unwrap());
    assert_eq!(student_seed(exercise.fingerprint(), " 2026-ANN\u{feff}"), seed);
    let grade = graded(&exercise, &own(seed, "2026-Ann"));
    assert_eq!((grade.problem, grade.score), (None, 2.0));
    let other = graded(&exercise, &own(seed, "2026-bo"));
    assert!(other.problem.unwrap().text().contains("it is not the problem of 2026-bo"));
    // the roster's word counts, not the hand-in's
    let text = own(seed, "2026-Ann");
    let by_roster = exercise.grade(&HandIn { text: &text, student: Some("2026-bo"), files: &Files::default() }, BUDGET);
    assert_eq!(by_roster.score, 0.0);
    // ㅎㅏㄴ and 한 are one
    assert_eq!(id("\u{1112}\u{1161}\u{11ab}"), "한");
}

#[test]
fn work_is_refused_before_it_is_done() {
    let dear =
        |steps: u32| format!(r#"{{"task":{{"surface":{{"steps":{steps}}}}},"controls":["/task/surface/steps"]}}"#);
    let exercise = Exercise::read(&dear(10), None).unwrap();
    let text = dear(1_000_000);
    let grade =
        |budget| exercise.grade(&HandIn { text: &text, student: None, files: &Files::default() }, budget).problem;
    assert!(grade(1e6).unwrap().text().contains("steps"));
    assert_eq!(grade(1e12), None);
}

#[test]
fn rows_that_only_their_file_counts_are_work_too() {
    let rows: String = (0..200).map(|row| format!("{row},{}\n", row % 7)).collect();
    let csv = format!("a,b\n{rows}");
    let hash = crate::sha256::hexadecimal(csv.as_bytes());
    let text = format!(
        r#"{{"task":{{"network":{{"data":{{"csv":{{"file":"t.csv","sha256":"{hash}","target":"b"}}}},
            "epochs":50}}}},"goals":[{{"loss":{{"below":1e9}}}}]}}"#
    );
    let exercise = Exercise::read(&text, None).unwrap();
    let mut files = Files::default();
    files.put("t.csv", csv.into_bytes());
    let grade = |budget| exercise.grade(&HandIn { text: &text, student: None, files: &files }, budget).problem;
    assert_eq!(grade(BUDGET), None);
    assert!(grade(1e4).unwrap().text().starts_with("task.network.epochs"));
}

#[test]
fn thirds_of_the_points_come_to_all_of_them() {
    let goal = r#"{"loss":{"below":9}}"#;
    let text = format!(
        r#"{{"task":{{"surface":{{"f":"x^2 + y^2","start":[1,1]}}}},"goals":[{0},{0},{0}],"exercise":{{"points":14}}}}"#,
        goal
    );
    let grade = graded(&Exercise::read(&text, None).unwrap(), &text);
    assert_eq!((grade.score, grade.problem), (14.0, None));
}

#[test]
fn a_rule_is_judged_where_it_was_asked_for_and_not_where_a_hand_in_runs_it() {
    let text = |steps: u32, rule: &str| {
        format!(
            r#"{{"task":{{"surface":{{"f":"x^2/2 + y^2","start":[4,2],"steps":40}}}},
                "runs":[{{"optimizer":{{"written":{{"text":"{rule}"}}}},"with":{{"steps":{steps}}}}}],
                "controls":["/runs/0"],"goals":[{{"follows":{{}}}}]}}"#
        )
    };
    let parts = r#"{"references":[{"optimizer":{"momentum":{"lr":0.1}}}]}"#;
    let published = publish(&text(40, EMPTY), parts, SALT).unwrap();
    let exercise = Exercise::read(&published.document, Some(&published.key)).unwrap();
    let shown = Json::parse(&published.document).unwrap().get("goals").unwrap().clone();
    for (score, steps, rule) in [(0.0, 0, EMPTY), (0.0, 40, EMPTY), (1.0, 0, RIGHT), (1.0, 40, RIGHT)] {
        let mut hand_in = Json::parse(&text(steps, rule)).unwrap();
        hand_in.put("goals", shown.clone());
        let grade = graded(&exercise, &hand_in.canonical());
        assert_eq!((grade.score, grade.problem.map(|error| error.text())), (score, None), "{steps} {rule}");
    }
}

#[test]
fn how_far_off_a_formula_is_is_a_share_of_it() {
    let author = r#"{"task":"surface","goals":[{"answer":{}},{"answer":{"within":0.01}}],
            "exercise":{"questions":[{"text":"?","kind":"formula"}]}}"#;
    let published = publish(author, r#"{"answers":["1e6*(1 + y^2)"]}"#, SALT).unwrap();
    let exercise = Exercise::read(&published.document, Some(&published.key)).unwrap();
    for (reached, off) in [([true, true], "0.5"), ([false, true], "50"), ([false, false], "2e5*y^2")] {
        let answer = format!(r#","hand_in":{{"answers":["1e6*(1 + y^2) + {off}"]}}}}"#);
        let text = published.document.strip_suffix('}').unwrap().to_owned() + &answer;
        let goals = graded(&exercise, &text).goals;
        assert_eq!(goals.iter().map(|goal| goal.reached).collect::<Vec<_>>(), reached, "{off}");
    }
}

#[test]
fn points_are_shown_where_they_are_the_same_for_all() {
    let shown = |own: bool, f: &str, noise: f64| {
        let text = format!(
            r#"{{"task":{{"surface":{{"f":"{f}","start":[4,2],"noise":{noise}}}}},"given":{{"a":{{"from":1,"to":9}}}},
                "runs":[{{"optimizer":{{"written":{{"text":"w = w"}}}}}}],
                "controls":["/runs/0/optimizer/written/text"],"goals":[{{"follows":{{}}}}],
                "exercise":{{"seed_by_student":{own},"points":3}}}}"#
        );
        let published = publish(&text, r#"{"references":[{"optimizer":"momentum"}]}"#, SALT).unwrap();
        let experiment = Experiment::parse(&published.document).unwrap();
        let Some([Goal::FollowsGoal(goal)]) = experiment.document.goals.as_deref() else { panic!() };
        goal.shown.len()
    };
    for (count, own, f, noise) in [
        (3, false, "a*x^2 + y^2", 0.5),
        (3, true, "x^2 + y^2", 0.0),
        (0, true, "a*x^2 + y^2", 0.0),
        (0, true, "x^2 + y^2", 0.5),
    ] {
        assert_eq!(shown(own, f, noise), count, "{own} {f} {noise}");
    }
}

#[test]
fn mutated_hand_ins_have_a_line_and_never_a_better_score() {
    let (exercise, _) = published();
    let fine = handed(&exercise, "0.5", EMPTY, r#"[0.5,"2*y"]"#, "");
    let most = graded(&exercise, &fine).score;
    assert_eq!(most, 8.0);
    let mut random = crate::rng::Rng::new(0, crate::rng::Stream::Data);
    for _ in 0..1000 {
        let mut bytes = fine.clone().into_bytes();
        for _ in 0..=random.below(3) {
            let at = random.below(bytes.len() as u32) as usize;
            match random.below(3) {
                0 => bytes[at] = random.below(128) as u8,
                1 => {
                    bytes.remove(at);
                }
                _ => bytes.truncate(at.max(1)),
            }
        }
        let text = String::from_utf8_lossy(&bytes);
        let grade = graded(&exercise, &text);
        assert!(grade.score <= most, "{text}");
        assert!(grade.problem.is_some() || !grade.goals.is_empty(), "{text}");
    }
}

#[test]
fn alike_is_what_is_no_chance() {
    let marks = |rules: &[u64], numbers: &[u64]| Marks { rules: rules.to_vec(), numbers: numbers.to_vec() };
    let all = [
        marks(&[1], &[10, 11]),
        marks(&[2], &[12]),
        marks(&[1], &[13]),
        marks(&[], &[11, 10, 14]),
        marks(&[3], &[12, 20]),
        marks(&[4], &[]),
        marks(&[5], &[]),
    ];
    let found = similar(&all.iter().collect::<Vec<_>>());
    let told: Vec<_> = found.iter().map(|one| (one.hand_ins.as_slice(), one.rule)).collect();
    assert_eq!(told, [(&[0, 2][..], true), (&[0, 3][..], false)]);
    // what most have is the exercise's own
    let same: Vec<Marks> = (0..8).map(|_| marks(&[1], &[2, 3])).collect();
    assert_eq!(similar(&same.iter().collect::<Vec<_>>()), []);
    // spaces and names make no rule another, letters of the language do
    let (exercise, _) = published();
    let marks = |rule: &str| graded(&exercise, &handed(&exercise, "0.123456789", rule, "[]", "")).marks;
    assert_eq!(marks(r"state v\nv = 0.9*v\nw = w + v"), marks(r"state  speed;speed=0.9 * speed\n\nw = w+speed"));
    assert_ne!(marks(r"state v\nv = 0.9*v\nw = w + v"), marks(r"state v\nv = 0.8*v\nw = w + v"));
    assert_eq!(marks(EMPTY).rules, []);
    assert_eq!(marks(EMPTY).numbers.len(), 1);
}
