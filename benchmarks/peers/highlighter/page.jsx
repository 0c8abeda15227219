// A body that highlights the muscle that is touched, as the package's own example does.
import React, { useState } from "react";
import { createRoot } from "react-dom/client";
import Model from "react-body-highlighter";

function Body() {
  const [touched, setTouched] = useState([]);
  const onClick = ({ muscle }) => setTouched([...touched, { name: muscle, muscles: [muscle] }]);
  return <Model data={touched} style={{ width: "30rem", padding: "1rem" }} onClick={onClick} />;
}

createRoot(document.getElementById("root")).render(<Body />);
