//! The engine for the web, five times: cargo, then wasm-bindgen, then wasm-opt, into www/src/engine/wasm; and once more
//! for the npm package.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use walrus::ir::{BinaryOp, Binop, Const, Instr, InstrSeq, LoadSimd, Value, VisitorMut, dfs_pre_order_mut};
use walrus::{FunctionBuilder, FunctionKind, Module};
use wasm_bindgen_cli_support::Bindgen;

use crate::child;
use crate::project::Project;
use crate::rust::WASM;
use crate::split::{Split, marked};
use crate::stamp::{self, Work};
use crate::terminal::Progress;

const INTO: &str = "www/src/engine/wasm";

/// One source, compiled with other features.
struct Engine {
    /// The cargo profile, and what the files are called.
    name: &'static str,
    compile: &'static str,
    bind: &'static str,
    features: &'static [&'static str],
    /// Its types, where they are not made of it.
    types: Option<&'static str>,
    /// What LLVM is told beside what `.cargo/config.toml` tells it.
    llvm: &'static str,
    /// Words of the names of functions that it is to do without.
    without: &'static [&'static [&'static str]],
    /// What its parts are called, where the page has it in two.
    parts: Option<[&'static str; 2]>,
}

/// Little is inlined of what says `#[inline]`, too. The loops of networks live by that: a tenth of their speed.
const LESS: &str = "-inlinehint-threshold=100";

/// What nobody calls, but a table of functions holds: js-sys brings closures and futures for whoever makes some.
const UNCALLED: &[&str] = &["closures::_::invoke", "js_sys::futures"];

/// Reporting a panic, and with it what formats: where it would begin, the module stops.
const REPORT: &[&str] = &[
    "::panicking::",
    "_fail",
    "unwrap_failed",
    "assert_failed",
    "capacity_overflow",
    "handle_error",
    "handle_alloc_error",
    "alloc_error_hook",
];

const ENGINES: [Engine; 5] = [
    // to its callers it is the whole one, which takes over where this one fails
    Engine {
        name: "lean",
        compile: "Compile the first picture's part of it",
        bind: "Bind and optimise that",
        features: &["--no-default-features"],
        types: Some("export * from './whole';\nexport { default } from './whole';\n"),
        llvm: LESS,
        // the whole one is asked the same again, and says it
        without: &[UNCALLED, REPORT],
        parts: None,
    },
    Engine {
        name: "whole",
        compile: "Compile the engine for WebAssembly",
        bind: "Bind it to JavaScript and optimise it",
        features: &[],
        types: None,
        llvm: LESS,
        without: &[UNCALLED],
        parts: None,
    },
    Engine {
        name: "train",
        compile: "Compile the engine of networks",
        bind: "Bind and optimise that too",
        features: &["--no-default-features", "--features", "network"],
        types: None,
        llvm: "",
        without: &[UNCALLED],
        parts: Some(["_first.wasm", "_rest.wasm"]),
    },
    Engine {
        name: "grade",
        compile: "Compile the engine that grades",
        bind: "Bind and optimise it",
        features: &["--no-default-features", "--features", "grade"],
        types: None,
        llvm: "",
        without: &[UNCALLED],
        parts: None,
    },
    // all of it, for browsers without vectors: seldom fetched, and the same bits
    Engine {
        name: SCALAR,
        compile: "Compile all of it without vectors",
        bind: "Bind and optimise that as well",
        features: &["--features", "network"],
        types: None,
        llvm: LESS,
        without: &[UNCALLED],
        parts: None,
    },
];

const SCALAR: &str = "scalar";
const VECTORS: &str = "--enable-simd";

/// All of it in one, for the npm package.
const ALL: Engine = Engine {
    name: "all",
    compile: "Compile the npm package's engine",
    bind: "Bind and optimise it",
    features: &["--no-default-features", "--features", "all"],
    types: None,
    llvm: "",
    without: &[UNCALLED],
    parts: None,
};

/// All that Rust emits for wasm32 and every browser with SIMD understands. What the engine's people read in a
/// profile are the names that wasm-bindgen keeps in its JavaScript; the module's own are only weight.
const WASM_OPT: [&str; 12] = [
    // there lies the far end of the stack: no object does
    "--low-memory-unused",
    // the second time finds what the first has laid bare
    "-O3",
    "-O3",
    VECTORS,
    "--enable-bulk-memory",
    "--enable-sign-ext",
    "--enable-nontrapping-float-to-int",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--strip-debug",
    "--strip-producers",
];

/// So much of the memory is unused, as wasm-opt knows it.
const LOW: i32 = 1024;

/// Needs Rust's wasm32 target and npm's packages.
pub(crate) fn build(project: &Project) -> Result<()> {
    ENGINES.iter().try_for_each(|engine| {
        let skipped = engine.name == "whole" && std::env::var_os("LEAN").is_some();
        if skipped { Ok(()) } else { one(project, engine, Path::new(INTO)) }
    })
}

/// The npm package's, and the folder that it is in: it is no part of the page.
pub(crate) fn package(project: &Project) -> Result<PathBuf> {
    let into = project.own_folder().join("npm-engine");
    one(project, &ALL, &into)?;
    Ok(into)
}

fn one(project: &Project, engine: &Engine, into: &Path) -> Result<()> {
    let compiled = compile(project, engine)?;
    let endings = [".js", ".d.ts", "_bg.wasm"].into_iter().chain(engine.parts.into_iter().flatten());
    let writes: Vec<_> = endings.map(|ending| into.join(format!("{}{ending}", engine.name))).collect();
    let writes: Vec<_> = writes.iter().map(PathBuf::as_path).collect();
    let facts = [&WASM_OPT, engine.without.concat().as_slice()].concat();
    let visited = if engine.parts.is_some() { visited(project)? } else { Vec::new() };
    // the locks stand for the versions of wasm-bindgen and wasm-opt; what is done between them is said here
    let own = ["Cargo.lock", "package-lock.json", "crates/xtask/src/wasm.rs"].map(Path::new);
    let reads: Vec<_> =
        own.into_iter().chain([compiled.as_path()]).chain(visited.iter().map(PathBuf::as_path)).collect();
    let work = Work { name: engine.name, what: engine.bind, reads: &reads, facts: &facts, writes: &writes };
    stamp::unless_done(project, &work, |progress| bind(project, engine, &compiled, into, progress))
}

/// What decides where an engine is split: what a visit is, and the documents of scenes.
fn visited(project: &Project) -> Result<Vec<PathBuf>> {
    let mut all = ["crates/xtask/src/split.rs", "crates/xtask/src/visit.mjs"].map(PathBuf::from).to_vec();
    for entry in fs::read_dir(project.root.join("www/scenes"))? {
        let scene = Path::new("www/scenes").join(entry?.file_name());
        if scene.extension().is_some_and(|extension| extension == "json") {
            all.push(scene);
        }
    }
    Ok(all)
}

fn compile(project: &Project, engine: &Engine) -> Result<PathBuf> {
    let mut cargo = project.cargo(&["build", "--package", "fall-line-wasm", "--target", WASM]);
    cargo.args(["--profile", engine.name]).args(engine.features);
    // panics name their files: no path of this machine goes into the module, and all machines build the same
    let remap = cargo_home().map(|home| format!("'--remap-path-prefix={}=cargo'", home.display()));
    let llvm = Some(engine.llvm).filter(|flags| !flags.is_empty()).map(|flags| format!("'-Cllvm-args={flags}'"));
    let plain = (engine.name == SCALAR).then(|| "'-Ctarget-feature=-simd128'".to_owned());
    let flags: Vec<_> = remap.into_iter().chain(llvm).chain(plain).collect();
    cargo.args(["--config", &format!("target.{WASM}.rustflags=[{}]", flags.join(","))]);
    // a RUSTFLAGS of the machine would stand in for ours, and take SIMD away
    cargo.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
    project.terminal.step(engine.compile, |progress| child::run(&mut cargo, progress))?;
    Ok(project.target.join(WASM).join(engine.name).join("fall_line_wasm.wasm"))
}

/// Where cargo keeps the sources of other people's crates.
fn cargo_home() -> Option<PathBuf> {
    let own = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    own.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")))
}

fn bind(project: &Project, engine: &Engine, compiled: &Path, into: &Path, progress: &Progress) -> Result<()> {
    // everything is made aside, so that who watches the folder sees it change once
    let aside = project.own_folder().join("wasm-made");
    let _ = fs::remove_dir_all(&aside);
    fs::create_dir_all(&aside)?;

    progress.heard("wasm-bindgen");
    Bindgen::new()
        .input_path(compiled)
        .out_name(engine.name)
        .omit_default_module_path(true)
        .typescript(engine.types.is_none())
        .web(true)
        .and_then(|bindgen| bindgen.generate(&aside))
        .context(
            "wasm-bindgen failed. Are wasm-bindgen and wasm-bindgen-cli-support the same version in Cargo.toml?",
        )?;

    let module = aside.join(format!("{}_bg.wasm", engine.name));
    let mut walked = Module::from_file(&module)?;
    leave_out(engine, &mut walked);
    reach(&mut walked);
    walked.emit_wasm_file(&module)?;
    let optimize = |module: &Path| {
        progress.heard("wasm-opt");
        let mut wasm_opt = project.npm_program("wasm-opt");
        // without being allowed vectors it refuses a module that has some
        let allowed = WASM_OPT.iter().filter(|&&flag| engine.name != SCALAR || flag != VECTORS);
        child::run(wasm_opt.args(allowed).arg(module).arg("-o").arg(module), progress)
    };
    if let Some(parts) = engine.parts {
        let [first, rest] = parts.map(|ending| aside.join(format!("{}{ending}", engine.name)));
        marked(&module, LOW as usize)?.emit_wasm_file(&first)?;
        progress.heard("a visit");
        let mut visit = project.command("node");
        visit.arg("crates/xtask/src/visit.mjs").arg(module.with_file_name(format!("{}.js", engine.name)));
        visit.arg(&first).arg(LOW.to_string());
        let called: Vec<_> = child::run(&mut visit, progress)?.trim().chars().map(|bit| bit == '1').collect();
        let split = Split::new(&module, &called)?;
        split.rest()?.emit_wasm_file(&rest)?;
        optimize(&rest)?;
        split.first(&rest)?.emit_wasm_file(&first)?;
        optimize(&first)?;
    }
    optimize(&module)?;

    if let Some(types) = engine.types {
        fs::write(aside.join(engine.name).with_extension("d.ts"), types)?;
    }
    let into = project.root.join(into);
    fs::create_dir_all(&into)?;
    for entry in fs::read_dir(&aside)? {
        let made = entry?;
        fs::copy(made.path(), into.join(made.file_name()))
            .with_context(|| format!("{} cannot be copied into {}", made.path().display(), into.display()))?;
    }
    Ok(())
}

/// Makes a trap of each function that the engine is to do without; wasm-opt then finds what is needed for them alone.
fn leave_out(engine: &Engine, module: &mut Module) {
    let named = |name: &str| engine.without.iter().copied().flatten().any(|word| name.contains(word));
    let gone = module.funcs.iter_local().map(|(id, _)| id);
    let gone: Vec<_> = gone.filter(|&id| module.funcs.get(id).name.as_deref().is_some_and(named)).collect();
    for id in gone {
        let (takes, gives) = module.types.params_results(module.funcs.get(id).ty());
        let (takes, gives) = (takes.to_vec(), gives.to_vec());
        let mut trap = FunctionBuilder::new(&mut module.types, &takes, &gives);
        trap.func_body().unreachable();
        let params = takes.iter().map(|&kind| module.locals.add(kind)).collect();
        module.funcs.get_mut(id).kind = FunctionKind::Local(trap.local_func(params));
    }
}

/// What is added to the address of a vector's load becomes a part of the load, which costs nothing: wasm-opt does so with
/// all other loads, on the same ground that low memory is unused.
fn reach(module: &mut Module) {
    for (_, function) in module.funcs.iter_local_mut() {
        let entry = function.entry_block();
        dfs_pre_order_mut(&mut Reach, function, entry);
    }
}

struct Reach;

impl VisitorMut for Reach {
    fn start_instr_seq_mut(&mut self, sequence: &mut InstrSeq) {
        let mut reached = Vec::with_capacity(sequence.instrs.len());
        for (mut instruction, place) in sequence.instrs.drain(..) {
            if let Instr::LoadSimd(LoadSimd { arg, .. }) = &mut instruction
                && let [
                    ..,
                    (Instr::Const(Const { value: Value::I32(distance @ 0..LOW) }), _),
                    (Instr::Binop(Binop { op: BinaryOp::I32Add }), _),
                ] = reached.as_slice()
                && arg.offset + u64::from(distance.unsigned_abs()) < u64::from(LOW.unsigned_abs())
            {
                arg.offset += u64::from(distance.unsigned_abs());
                reached.truncate(reached.len() - 2);
            }
            reached.push((instruction, place));
        }
        sequence.instrs = reached;
    }
}
