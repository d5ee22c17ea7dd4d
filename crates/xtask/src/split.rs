//! An engine in two parts: what a visit calls, and the rest.
//!
//! Both are made of one module. The first part has its data and the functions that were called when it was visited; the
//! rest brings the others into the same memory and the same tables once it is linked, by
//! `new WebAssembly.Instance(rest, { first: exports })`. Until then a call of what only the rest has is a trap.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Result, bail, ensure};
use walrus::ir::{
    BinaryOp, Binop, Const, ExtendedLoad, Instr, Load, LoadKind, MemArg, Store, StoreKind, Value, Visitor, dfs_in_order,
};
use walrus::{
    ConstExpr, Element, ElementItems, ElementKind, ExportItem, Function, FunctionBuilder, FunctionId, FunctionKind,
    GlobalKind, ImportKind, ImportedFunction, Module, RefType, TableId,
};

/// What the rest calls the first part.
const FIRST: &str = "first";
/// The table by which the first part calls the rest.
const TABLE: &str = "rest";

/// A module that notes which of its own functions are called, a bit for each, where the memory begins: so many bytes of
/// it are nobody's.
pub(crate) fn marked(whole: &Path, bytes: usize) -> Result<Module> {
    let mut module = Module::from_file(whole)?;
    let memory = module.get_memory_id()?;
    ensure!(module.funcs.iter_local().count() <= 8 * bytes, "the engine has more functions than can be marked");
    for (number, (_, function)) in module.funcs.iter_local_mut().enumerate() {
        let constant = |value| Instr::Const(Const { value: Value::I32(value) });
        let (place, arg) = ((number / 8) as i32, MemArg { align: 1, offset: 0 });
        let mark = [
            constant(place),
            constant(place),
            Instr::Load(Load { memory, kind: LoadKind::I32_8 { kind: ExtendedLoad::ZeroExtend }, arg }),
            constant(1 << (number % 8)),
            Instr::Binop(Binop { op: BinaryOp::I32Or }),
            Instr::Store(Store { memory, kind: StoreKind::I32_8 { atomic: false }, arg }),
        ];
        let entry = function.entry_block();
        let body = &mut function.block_mut(entry).instrs;
        body.splice(0..0, mark.map(|instruction| (instruction, Default::default())));
    }
    Ok(module)
}

/// Where a module is cut. Functions go by their indices, which they have whenever it is read.
pub(crate) struct Split<'a> {
    whole: &'a Path,
    /// What was not called.
    uncalled: BTreeSet<usize>,
    /// What of it is called by others, as it stands in the table.
    entries: Vec<usize>,
}

impl<'a> Split<'a> {
    /// `called` says of each function whether it was, as they are marked.
    pub(crate) fn new(whole: &'a Path, called: &[bool]) -> Result<Self> {
        let module = Module::from_file(whole)?;
        let (mut uncalled, mut wanted) = (BTreeSet::new(), Wanted::default());
        for ((id, function), called) in module.funcs.iter_local().zip(called) {
            if *called {
                dfs_in_order(&mut wanted, function, function.entry_block());
            } else {
                uncalled.insert(id.index());
            }
        }
        wanted.0.extend(module.exports.iter().filter_map(|export| match export.item {
            ExportItem::Function(id) => Some(id.index()),
            _ => None,
        }));
        let entries = uncalled.intersection(&wanted.0).copied().collect();
        Ok(Self { whole, uncalled, entries })
    }

    /// What was not called. All else that it needs is the first part's.
    pub(crate) fn rest(&self) -> Result<Module> {
        let mut module = Module::from_file(self.whole)?;
        let segments = taken_out(&mut module)?;
        let items = items(&module);
        module.start = None;
        for export in module.exports.iter().map(|export| export.id()).collect::<Vec<_>>() {
            module.exports.delete(export);
        }
        for data in module.data.iter().map(|data| data.id()).collect::<Vec<_>>() {
            module.data.delete(data);
        }
        for import in module.imports.iter().map(|import| import.id()).collect::<Vec<_>>() {
            module.imports.delete(import);
        }
        for (name, item) in items {
            let mut import = |kind: ImportKind| module.imports.add(FIRST, &name, kind);
            match item {
                ExportItem::Function(id) if self.uncalled.contains(&id.index()) => {}
                ExportItem::Function(id) => {
                    let import = import(id.into());
                    let function = module.funcs.get_mut(id);
                    function.kind = FunctionKind::Import(ImportedFunction { import, ty: function.ty() });
                }
                ExportItem::Memory(id) => module.memories.get_mut(id).import = Some(import(id.into())),
                ExportItem::Table(id) => module.tables.get_mut(id).import = Some(import(id.into())),
                ExportItem::Global(id) => module.globals.get_mut(id).kind = GlobalKind::Import(import(id.into())),
                ExportItem::Tag(_) => bail!("the engine has exceptions, which cannot be split"),
            }
        }
        for (table, offset, functions) in segments {
            fill(&mut module, table, offset, &functions, |id| self.uncalled.contains(&id.index()));
        }
        let count = self.entries.len() as u64;
        let (table, _) = module.add_import_table(FIRST, TABLE, false, count, Some(count), RefType::FUNCREF);
        let ids = functions(&module);
        let entries: Vec<_> = self.entries.iter().map(|&at| ids[at]).collect();
        fill(&mut module, table, 0, &entries, |_| true);
        Ok(module)
    }

    /// What was called, and tells the rest, which has been made smaller since, of what it wants.
    pub(crate) fn first(&self, rest: &Path) -> Result<Module> {
        let mut module = Module::from_file(self.whole)?;
        for (table, offset, functions) in taken_out(&mut module)? {
            fill(&mut module, table, offset, &functions, |id| !self.uncalled.contains(&id.index()));
        }
        let rest = Module::from_file(rest)?;
        let wanted: BTreeSet<_> = rest.imports.iter().map(|import| import.name.as_str()).collect();
        for (name, item) in items(&module) {
            if wanted.contains(name.as_str()) {
                module.exports.add(&name, item);
            }
        }
        let count = self.entries.len() as u64;
        let table = module.tables.add_local(false, count, Some(count), RefType::FUNCREF);
        module.exports.add(TABLE, table);
        let places: BTreeMap<_, _> = self.entries.iter().zip(0..).collect();
        let ids = functions(&module);
        for at in &self.uncalled {
            let id = ids[*at];
            let ty = module.funcs.get(id).ty();
            let (takes, gives) = module.types.params_results(ty);
            let (takes, gives) = (takes.to_vec(), gives.to_vec());
            let mut stub = FunctionBuilder::new(&mut module.types, &takes, &gives);
            let params: Vec<_> = takes.iter().map(|&kind| module.locals.add(kind)).collect();
            let mut body = stub.func_body();
            if let Some(&place) = places.get(at) {
                for &param in &params {
                    body.local_get(param);
                }
                body.i32_const(place).call_indirect(ty, table);
            } else {
                body.unreachable();
            }
            module.funcs.get_mut(id).kind = FunctionKind::Local(stub.local_func(params));
        }
        Ok(module)
    }
}

/// The functions that others name.
#[derive(Default)]
struct Wanted(BTreeSet<usize>);

impl Visitor<'_> for Wanted {
    fn visit_function_id(&mut self, function: &FunctionId) {
        self.0.insert(function.index());
    }
}

/// A module's functions by their indices.
fn functions(module: &Module) -> Vec<FunctionId> {
    module.funcs.iter().map(Function::id).collect()
}

/// All that the parts can share, by the names that they have for it.
fn items(module: &Module) -> Vec<(String, ExportItem)> {
    let functions = module.funcs.iter().map(|item| (format!("f{}", item.id().index()), item.id().into()));
    let memories = module.memories.iter().map(|item| (format!("m{}", item.id().index()), item.id().into()));
    let tables = module.tables.iter().map(|item| (format!("t{}", item.id().index()), item.id().into()));
    let globals = module.globals.iter().map(|item| (format!("g{}", item.id().index()), item.id().into()));
    functions.chain(memories).chain(tables).chain(globals).collect()
}

/// Takes functions out of the tables in which they stand when the module begins.
fn taken_out(module: &mut Module) -> Result<Vec<(TableId, i32, Vec<FunctionId>)>> {
    let mut segments = Vec::new();
    for id in module.elements.iter().map(Element::id).collect::<Vec<_>>() {
        let Element { kind, items, .. } = module.elements.get(id);
        match (kind, items) {
            (
                ElementKind::Active { table, offset: ConstExpr::Value(Value::I32(offset)) },
                ElementItems::Functions(functions),
            ) => segments.push((*table, *offset, functions.clone())),
            // it only says that there are references to functions, and there are none
            (ElementKind::Declared, _) => {}
            _ => bail!("the engine has a table that is filled in a way that cannot be split"),
        }
        if let ElementKind::Active { table, .. } = *kind {
            module.tables.get_mut(table).elem_segments.remove(&id);
        }
        module.elements.delete(id);
    }
    Ok(segments)
}

/// Puts some functions into a table, each where it stood.
fn fill(
    module: &mut Module,
    table: TableId,
    offset: i32,
    functions: &[FunctionId],
    here: impl Fn(&FunctionId) -> bool,
) {
    let mut at = offset;
    for run in functions.chunk_by(|a, b| here(a) == here(b)) {
        if here(&run[0]) {
            let kind = ElementKind::Active { table, offset: ConstExpr::Value(Value::I32(at)) };
            let id = module.elements.add(kind, ElementItems::Functions(run.to_vec()));
            module.tables.get_mut(table).elem_segments.insert(id);
        }
        at += run.len() as i32;
    }
}
