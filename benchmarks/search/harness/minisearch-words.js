window.engine = window.miniEngine("words");
