window.engine = window.miniEngine("pairs");
