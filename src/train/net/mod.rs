//! Small nets: products, layers with their derivatives, and how weights learn.

mod dense;
mod parameters;
mod products;
mod recurrent;

pub use dense::Dense;
pub use parameters::{Parameter, Step};
pub use products::{add, add_scaled, dot, multiply, scale, softmax, transpose};
pub use recurrent::{Pass, Recurrent};
